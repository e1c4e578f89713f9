// `bmcscope fru`: what is built in, who made it, its numbers.
#pragma once

#include <ipmi/fru.hpp>

#include "cli/shown.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

Shown show(const FruReport& report, const Style& style);

}  // namespace ipmi::cli
