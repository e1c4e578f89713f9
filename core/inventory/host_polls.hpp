// How often each host is asked, worked out from its own `poll` and those of its groups.
#pragma once

#include <ipmi/result.hpp>

#include <map>
#include <string>

#include "inventory/entries.hpp"
#include "inventory/natural_order.hpp"

namespace ipmi::inventory {

/// Each setting by itself: the host's own word counts, else that of the smallest of its groups that has one: the most
/// special rule. Hosts for which nothing is said are not there.
/// Errors: local, with FILE:LINE:COLUMN: two groups of the same size say different things of one host.
Result<std::map<std::string, PollEntry, std::less<>>> host_polls(
    const Entries& entries, const std::map<std::string, HostSet, std::less<>>& groups);

}  // namespace ipmi::inventory
