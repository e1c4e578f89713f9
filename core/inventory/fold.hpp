// Many names said shortly: web01, web02, web04 become "web[01-02,04]".
#pragma once

#include <string>

#include "inventory/natural_order.hpp"

namespace ipmi::inventory {

/// Expands to exactly the same names. Names with several numbers fold where they form grids: "r[1-2]n[1-4]".
std::string fold(const HostSet& names);

}  // namespace ipmi::inventory
