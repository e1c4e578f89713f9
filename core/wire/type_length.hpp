// The type/length byte and the four string encodings of SDR and FRU records.
// IPMI v2.0 rev 1.1 §43.15; Platform Management FRU Information Storage Definition v1.3 §13.
#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.hpp"

namespace ipmi::wire {

enum class StringType : std::uint8_t {
    binary_or_unicode = 0,  ///< FRU: binary, shown as hexadecimal; SDR: Unicode
    bcd_plus = 1,           ///< digits, space, dash, period, and three reserved codes
    packed_6bit_ascii = 2,  ///< 0x20-0x5f, three bytes hold four characters
    latin1 = 3,             ///< 8-bit ASCII + Latin 1
};

/// `bytes` are the encoded characters after the type/length byte. Always yields text; never fails.
std::string decode_string(StringType type, ByteView bytes);

}  // namespace ipmi::wire
