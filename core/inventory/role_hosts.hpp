// The roles of an inventory with the hosts that each is about.
#pragma once

#include <ipmi/result.hpp>

#include <vector>

#include "inventory/host_set.hpp"
#include "inventory/role_entry.hpp"

namespace ipmi::inventory {

struct RoleGrant {
    RoleEntry entry{};
    std::optional<HostSet> hosts{};  ///< empty: all hosts, and what is of no host
};

/// Errors: local, with the place in the file.
Result<std::vector<RoleGrant>> role_grants(std::vector<RoleEntry> roles, HostNames& names);

}  // namespace ipmi::inventory
