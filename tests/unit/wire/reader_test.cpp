#include "wire/reader.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace ipmi::wire {
namespace {

const auto bytes = from_hex("01 02 03 04 05 06 07 08").value();

Reader reader(std::size_t size = 8) {
    return Reader(ByteView(bytes).first(size));
}

TEST(Reader, TakesIntegersLeastSignificantByteFirst) {
    EXPECT_EQ(reader().u8(), 0x01);
    EXPECT_EQ(reader().u16(), 0x0201);
    EXPECT_EQ(reader().u24(), 0x030201u);
    EXPECT_EQ(reader().u32(), 0x04030201u);
    EXPECT_EQ(reader().u64(), 0x0807060504030201u);
    EXPECT_EQ(reader().u16_be(), 0x0102);
    EXPECT_EQ(reader().u32_be(), 0x01020304u);
}

TEST(Reader, FailsOnTheFirstShortReadAndStaysFailed) {
    auto in = reader(3);
    EXPECT_EQ(in.u16(), 0x0201);
    EXPECT_FALSE(in.failed());
    (void)in.u16();
    EXPECT_TRUE(in.failed());
    EXPECT_EQ(in.u8(), 0);
    EXPECT_EQ(in.u32(), 0u);
    EXPECT_TRUE(in.bytes(1).empty());
    EXPECT_EQ(in.remaining(), 0u);
    EXPECT_TRUE(in.failed());
}

// A field that is too long must not leave its bytes to the fields behind it.
TEST(Reader, TakesNothingFromWhatIsTooShort) {
    auto in = reader(3);
    EXPECT_TRUE(in.bytes(4).empty());
    EXPECT_TRUE(in.failed());
    EXPECT_EQ(in.u8(), 0);
    auto other = reader(3);
    EXPECT_EQ((other.array<4>()), (std::array<std::uint8_t, 4>{}));
    EXPECT_TRUE(other.failed());
}

TEST(Reader, HandsOutBytesArraysAndTheRest) {
    auto in = reader();
    const auto two = in.bytes(2);
    EXPECT_EQ(Bytes(two.begin(), two.end()), (Bytes{1, 2}));
    EXPECT_EQ((in.array<2>()), (std::array<std::uint8_t, 2>{3, 4}));
    in.skip(1);
    EXPECT_EQ(in.remaining(), 3u);
    const auto rest = in.rest();
    EXPECT_EQ(Bytes(rest.begin(), rest.end()), (Bytes{6, 7, 8}));
    EXPECT_EQ(in.remaining(), 0u);
    EXPECT_TRUE(in.rest().empty());
    EXPECT_FALSE(in.failed());
}

TEST(Reader, RefusesSizesThatWouldWrap) {
    auto in = reader();
    (void)in.u8();
    EXPECT_TRUE(in.bytes(static_cast<std::size_t>(-1)).empty());
    EXPECT_TRUE(in.failed());
}

TEST(Reader, OfNothingFailsAtOnce) {
    Reader in{ByteView()};
    EXPECT_FALSE(in.failed());
    EXPECT_TRUE(in.rest().empty());
    EXPECT_FALSE(in.failed());
    EXPECT_EQ(in.u64(), 0u);
    EXPECT_TRUE(in.failed());
}

}  // namespace
}  // namespace ipmi::wire
