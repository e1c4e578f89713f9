// Groups worked out to the names they hold, nested ones included.
#pragma once

#include <ipmi/result.hpp>

#include <map>
#include <string>

#include "inventory/entries.hpp"
#include "inventory/natural_order.hpp"

namespace ipmi::inventory {

/// From the hosts' `groups` and the groups' `members`, which add up; `attributes` are those of the entries.
/// Errors: local (a host or group that is not there, a group that contains itself), with FILE:LINE:COLUMN.
Result<std::map<std::string, HostSet, std::less<>>> group_members(const Entries& entries, const HostSet& names,
                                                                  const Attributes& attributes);

}  // namespace ipmi::inventory
