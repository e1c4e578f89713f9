// `bmcscope inventory reload`: a running engine reads its inventory again.
#pragma once

#include "cli/options.hpp"
#include "cli/output.hpp"

namespace ipmi::cli {

/// 0, or 2 where the engine does not take it over and says why.
int reload_inventory(const Options& options, Output& output);

}  // namespace ipmi::cli
