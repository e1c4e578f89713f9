// The groups of the inventory, and how their hosts stand together.
#pragma once

#include "api/route.hpp"

namespace ipmi::api {

/// Also one called "*", of all hosts. Members are those of nested groups, too.
Answer groups_page(const Asked& asked);

}  // namespace ipmi::api
