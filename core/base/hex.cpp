#include "base/hex.hpp"

#include <charconv>

#include "base/error.hpp"

namespace ipmi {

std::string to_hex(ByteView bytes, std::string_view separator) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * (2 + separator.size()));
    for (const auto byte : bytes) {
        if (!text.empty()) text += separator;
        text += digits[byte >> 4];
        text += digits[byte & 0x0f];
    }
    return text;
}

Result<Bytes> from_hex(std::string_view text) {
    Bytes bytes;
    while (!text.empty()) {
        if (text.front() == ' ' || text.front() == ':' || text.front() == '\t' || text.front() == '\n') {
            text.remove_prefix(1);
            continue;
        }
        if (text.starts_with("0x") || text.starts_with("0X")) text.remove_prefix(2);
        std::size_t digits = 0;
        while (digits < 2 && digits < text.size() && std::string_view(" :\t\n").find(text[digits]) == text.npos)
            ++digits;
        std::uint8_t byte = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + digits, byte, 16);
        if (digits == 0 || parsed.ec != std::errc{} || parsed.ptr != text.data() + digits)
            return malformed("not hexadecimal: '" + std::string(text.substr(0, 8)) + "'");
        bytes.push_back(byte);
        text.remove_prefix(digits);
    }
    return bytes;
}

}  // namespace ipmi
