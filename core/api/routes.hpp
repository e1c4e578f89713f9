// All pages of the API.
#pragma once

#include <span>

#include "api/route.hpp"

namespace ipmi::api {

std::span<const Route> routes();

}  // namespace ipmi::api
