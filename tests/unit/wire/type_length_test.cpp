#include "wire/type_length.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace ipmi::wire {
namespace {

std::string decode(StringType type, const char* hex) {
    return decode_string(type, from_hex(hex).value());
}

TEST(DecodeString, ShowsBinaryAsHexadecimal) {
    EXPECT_EQ(decode(StringType::binary_or_unicode, "00 ff 10"), "00ff10");
    EXPECT_EQ(decode(StringType::binary_or_unicode, ""), "");
}

// FRU Storage Definition v1.3 §13.1: 0-9, space, dash, period; most significant digit first.
TEST(DecodeString, ReadsBcdPlus) {
    EXPECT_EQ(decode(StringType::bcd_plus, "12 34 b5 c0"), "1234-5.0");
    EXPECT_EQ(decode(StringType::bcd_plus, "1a 2a"), "1 2");  // the blank at the end goes
}

// FRU Storage Definition v1.3 §13.3: "IPMI" is 29 DC A6.
TEST(DecodeString, ReadsPackedSixBitAscii) {
    EXPECT_EQ(decode(StringType::packed_6bit_ascii, "29 dc a6"), "IPMI");
    EXPECT_EQ(decode(StringType::packed_6bit_ascii, ""), "");
}

TEST(DecodeString, ReadsPackedSixBitAsciiThatEndsInsideAGroup) {
    EXPECT_EQ(decode(StringType::packed_6bit_ascii, "29"), "I");
    EXPECT_EQ(decode(StringType::packed_6bit_ascii, "29 dc"), "IP");
}

TEST(DecodeString, CleansLatin1) {
    EXPECT_EQ(decode(StringType::latin1, "54 65 6d 70 20 00 00"), "Temp");
    EXPECT_EQ(decode(StringType::latin1, "4b fc 68 6c 65 72"), "K\xc3\xbchler");
    EXPECT_EQ(decode(StringType::latin1, "1b 5b 33 31 6d 58"), "[31mX");  // no escape reaches a terminal
}

}  // namespace
}  // namespace ipmi::wire
