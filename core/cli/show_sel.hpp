// `bmcscope sel`: the log, oldest first, and how full it is.
#pragma once

#include <ipmi/sel.hpp>

#include "cli/shown.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

/// `clear`: the log was to be cleared after this reading; `from_file`: nothing was asked of a BMC.
Shown show_sel(const SelReport& report, const Style& style, bool clear, bool from_file);

}  // namespace ipmi::cli
