#include "wire/writer.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace ipmi::wire {
namespace {

TEST(Writer, PutsIntegersLeastSignificantByteFirst) {
    Bytes out;
    Writer writer(out);
    writer.u8(0x01);
    writer.u16(0x0302);
    writer.u24(0x060504);
    writer.u32(0x0a090807);
    writer.u64(0x1211100f0e0d0c0b);
    writer.u16_be(0x1314);
    writer.u32_be(0x15161718);
    EXPECT_EQ(to_hex(out), "0102030405060708090a0b0c0d0e0f101112131415161718");
}

TEST(Writer, AppendsToWhatIsThereAndPatchesIt) {
    Bytes out{0xee};
    Writer writer(out);
    writer.u8(0);
    writer.bytes(Bytes{1, 2});
    writer.fill(2, 0xff);
    EXPECT_EQ(writer.size(), 6u);
    writer.patch(1, 4);
    EXPECT_EQ(to_hex(out), "ee040102ffff");
    EXPECT_EQ(to_hex(writer.written(1)), "040102ffff");
    EXPECT_EQ(to_hex(writer.written()), "ee040102ffff");
}

TEST(Writer, CutsWhatTheFieldDoesNotHold) {
    Bytes out;
    Writer writer(out);
    writer.u24(0x12345678);
    EXPECT_EQ(to_hex(out), "785634");
}

}  // namespace
}  // namespace ipmi::wire
