// Many hosts in one check: a child for each, and how many may have trouble.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "check.hpp"
#include "policy.hpp"

namespace plugins {

/// A host's name and its check.
using HostCheck = std::pair<std::string, Check>;

/// With counts in `policy` the state comes from how many hosts are not OK, else the worst host's. Metrics are those of
/// the group: a graph of ten thousand hosts' sensors belongs to their own checks.
Check check_group(std::vector<HostCheck> hosts, const GroupPolicy& policy, StateOrder order = {});

}  // namespace plugins
