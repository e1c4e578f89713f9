#include "wire/type_length.hpp"

#include "base/hex.hpp"
#include "base/text.hpp"

namespace ipmi::wire {
namespace {

std::string decode_bcd_plus(ByteView bytes) {
    static constexpr char alphabet[] = "0123456789 -.:,_";
    std::string text;
    for (const auto byte : bytes) {
        text += alphabet[byte >> 4];
        text += alphabet[byte & 0x0f];
    }
    return text;
}

std::string decode_6bit(ByteView bytes) {
    std::string text;
    unsigned bits = 0;
    unsigned held = 0;
    for (const auto byte : bytes) {
        bits |= static_cast<unsigned>(byte) << held;
        held += 8;
        while (held >= 6) {
            text += static_cast<char>(0x20 + (bits & 0x3f));
            bits >>= 6;
            held -= 6;
        }
    }
    return text;
}

}  // namespace

std::string decode_string(StringType type, ByteView bytes) {
    switch (type) {
        case StringType::binary_or_unicode: return to_hex(bytes);
        case StringType::bcd_plus: return clean_text(decode_bcd_plus(bytes));
        case StringType::packed_6bit_ascii: return clean_text(decode_6bit(bytes));
        case StringType::latin1: break;
    }
    return clean_text(as_text(bytes));
}

}  // namespace ipmi::wire
