// The OpenAPI 3.1 document of this API, from the table of its pages and the words of their answers.
#pragma once

#include <span>

#include "api/route.hpp"

namespace ipmi::api {

schema::Json openapi(std::span<const Route> routes);

}  // namespace ipmi::api
