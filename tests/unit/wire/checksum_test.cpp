#include "wire/checksum.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace ipmi::wire {
namespace {

TEST(Checksum, MakesTheSumZero) {
    // Both checksums of a request of ipmitool: "20 18 c8" and "81 04 3b 04 3c".
    EXPECT_EQ(checksum(from_hex("20 18").value()), 0xc8);
    EXPECT_EQ(checksum(from_hex("81 04 3b 04").value()), 0x3c);
    EXPECT_EQ(checksum(from_hex("81 04 3b 04 3c").value()), 0x00);
}

TEST(Checksum, OfNothingAndOfZerosIsZero) {
    EXPECT_EQ(checksum({}), 0x00);
    EXPECT_EQ(checksum(Bytes(1000)), 0x00);
    EXPECT_EQ(checksum(Bytes(1000, 0xff)), 0xe8);
}

}  // namespace
}  // namespace ipmi::wire
