// `bmcscope hosts`: from a running engine how it reaches them, else what the inventory has.
#pragma once

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

int list_hosts(const Options& options, const Style& style, Output& output);

}  // namespace ipmi::cli
