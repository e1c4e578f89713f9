// Byte buffers as the engine passes them about: owned (Bytes) and borrowed (ByteView).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ipmi {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// The same bytes as text; nothing is checked or copied.
inline std::string_view as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace ipmi
