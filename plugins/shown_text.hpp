// What somebody wrote on a command line, made safe to show again.
#pragma once

#include <string>
#include <string_view>

namespace plugins {

/// Valid UTF-8 (what is not becomes U+FFFD) without control characters but line ends, and with '/' in the place
/// of a bar, behind which metrics would begin.
std::string shown_text(std::string_view text);

}  // namespace plugins
