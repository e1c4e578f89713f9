// Text on lines that are no longer than a terminal is wide.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ipmi::cli {

/// Lines of at most `width` characters, broken behind blanks and commas, and at line ends; a word that is longer stays
/// whole, so that it can be copied. Width 0: at line ends alone. Never empty.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

}  // namespace ipmi::cli
