// The manual page, from the table of verbs and their options, so that it cannot lag behind them.
#pragma once

#include <string>

namespace ipmi::cli {

/// man(7) source of section 1.
std::string manual_page();

}  // namespace ipmi::cli
