// What somebody wrote on a command line, made safe to show again.
#pragma once

#include <string>
#include <string_view>

namespace plugins {

/// Valid UTF-8 (what is not becomes U+FFFD) without control characters but line ends.
std::string shown_text(std::string_view text);

}  // namespace plugins
