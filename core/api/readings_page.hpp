// Everything that is read, in bulk: all of it, or what has changed since a generation.
#pragma once

#include "api/route.hpp"

namespace ipmi::api {

/// "full" is true where all was asked for, or where nobody knows what has changed since: the generation is another
/// engine's, or hosts have gone that are forgotten, or, with a set, the inventory that says who is in it was read anew.
Answer readings_page(const Asked& asked);

}  // namespace ipmi::api
