// Text that came from a BMC, made safe to show.
#pragma once

#include <string>
#include <string_view>

namespace ipmi {

/// Valid UTF-8 without control characters, at most `limit_bytes` long, outer blanks removed. Bytes that are not UTF-8
/// are taken as ISO 8859-1, which is what "8-bit ASCII + Latin 1" of the type/length byte means (IPMI v2.0 §43.15).
std::string clean_text(std::string_view raw, std::size_t limit_bytes = 256);

}  // namespace ipmi
