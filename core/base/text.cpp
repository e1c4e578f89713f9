#include "base/text.hpp"

#include <array>
#include <cstdint>

namespace ipmi {
namespace {

/// Length of the well-formed UTF-8 sequence at the front of `text`, 0 when there is none (RFC 3629 §4).
std::size_t utf8_sequence(std::string_view text) {
    const auto at = [&text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto first = at(0);
    if (first < 0x80) return 1;
    std::size_t length = 0;
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xbf;
    if (first >= 0xc2 && first <= 0xdf)
        length = 2;
    else if (first >= 0xe0 && first <= 0xef) {
        length = 3;
        if (first == 0xe0) low = 0xa0;
        if (first == 0xed) high = 0x9f;  // surrogates
    } else if (first >= 0xf0 && first <= 0xf4) {
        length = 4;
        if (first == 0xf0) low = 0x90;
        if (first == 0xf4) high = 0x8f;
    }
    if (length == 0 || text.size() < length || at(1) < low || at(1) > high) return 0;
    for (std::size_t i = 2; i < length; ++i)
        if (at(i) < 0x80 || at(i) > 0xbf) return 0;
    return length;
}

}  // namespace

std::string clean_text(std::string_view raw, std::size_t limit_bytes) {
    std::string out;
    while (!raw.empty() && out.size() + 4 <= limit_bytes + 3) {
        const auto byte = static_cast<std::uint8_t>(raw.front());
        const auto length = utf8_sequence(raw);
        std::array<char, 2> latin1{static_cast<char>(0xc0 | (byte >> 6)), static_cast<char>(0x80 | (byte & 0x3f))};
        std::string_view piece = length > 0 ? raw.substr(0, length) : std::string_view(latin1.data(), 2);
        const bool control = byte < 0x20 || byte == 0x7f || (length == 0 && byte < 0xa0) ||
                             (length == 2 && byte == 0xc2 && static_cast<std::uint8_t>(raw[1]) < 0xa0);
        if (control) piece = " ";
        if (out.size() + piece.size() > limit_bytes) break;
        out += piece;
        raw.remove_prefix(length > 0 ? length : 1);
    }
    const auto first = out.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

}  // namespace ipmi
