// `bmcscope status`: the worst first, hosts that stand alike on one line, then what is wrong with the others.
#pragma once

#include <string>
#include <vector>

#include "cli/host_status.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

std::string show_status(const std::vector<HostStatus>& hosts, const Style& style, WallTime now);

}  // namespace ipmi::cli
