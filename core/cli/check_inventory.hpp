// `bmcscope inventory check`: is the inventory one, and can the secrets it names be read by this user?
#pragma once

#include "cli/options.hpp"
#include "cli/output.hpp"

namespace ipmi::cli {

/// 0, or 2 where the inventory is wrong or a secret cannot be read.
int check_inventory(const Options& options, Output& output);

}  // namespace ipmi::cli
