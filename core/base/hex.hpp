// Hexadecimal text of raw bytes, for people and for JSON.
#pragma once

#include <ipmi/result.hpp>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace ipmi {

/// Lower-case pairs, `separator` between them ("01 ff" or "01ff").
std::string to_hex(ByteView bytes, std::string_view separator = "");

/// Accepts pairs with or without spaces, colons or 0x prefixes. Errors: malformed.
Result<Bytes> from_hex(std::string_view text);

}  // namespace ipmi
