#include "schema/cbor_writer.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "schema/values.hpp"

namespace ipmi::schema {

void CborWriter::big_endian(std::uint64_t number, unsigned bytes) {
    while (bytes-- > 0) out_ += static_cast<char>(number >> 8 * bytes & 0xff);
}

void CborWriter::head(unsigned major, std::uint64_t argument) {
    constexpr unsigned one_byte = 24;  // and from there on 2, 4, 8
    if (argument < one_byte) {
        out_ += static_cast<char>(major | argument);
        return;
    }
    const unsigned power = argument <= 0xff ? 0 : argument <= 0xffff ? 1 : argument <= 0xffff'ffff ? 2 : 3;
    out_ += static_cast<char>(major | (one_byte + power));
    big_endian(argument, 1u << power);
}

void CborWriter::text(std::string_view text) {
    head(0x60, text.size());
    out_ += text;
}

void CborWriter::value(std::string_view text_value) {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::all_of(text_value.begin(), text_value.end(), is_ascii)) return text(text_value);
    // The library knows what is UTF-8.
    text(Json::parse(line(Json(text_value))).get_ref<const std::string&>());
}

void CborWriter::value(double number) {
    if (!std::isfinite(number)) {
        out_ += '\xf6';
        return;
    }
    out_ += '\xfb';
    big_endian(std::bit_cast<std::uint64_t>(number), 8);
}

}  // namespace ipmi::schema
