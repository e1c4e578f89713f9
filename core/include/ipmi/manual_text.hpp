// Text of manual pages. Nothing here fails.
#pragma once

#include <string>
#include <string_view>

namespace ipmi {

/// For man(7): backslashes, and hyphens that must stay hyphens; no line begins with a dot or an apostrophe.
std::string roff(std::string_view text);

}  // namespace ipmi
