#include "base/hex.hpp"

#include <gtest/gtest.h>

namespace ipmi {
namespace {

TEST(ToHex, WritesLowerCasePairs) {
    EXPECT_EQ(to_hex(Bytes{0x00, 0xff, 0x1a}), "00ff1a");
    EXPECT_EQ(to_hex(Bytes{0x00, 0xff, 0x1a}, " "), "00 ff 1a");
    EXPECT_EQ(to_hex({}, ":"), "");
}

TEST(FromHex, AcceptsTheWaysInWhichPeopleWriteBytes) {
    const Bytes expected{0x0a, 0xff, 0x10};
    for (const auto* text : {"0aff10", "0A FF 10", "0a:ff:10", "0x0a 0xff 0x10", " 0a\tff\n10 ", "0x0aff10"})
        EXPECT_EQ(from_hex(text).value(), expected) << text;
    EXPECT_EQ(from_hex("").value(), Bytes{});
}

TEST(FromHex, RefusesWhatIsNone) {
    for (const auto* text : {"0g", "xx", "-1", "0x", "1 -", "0a,ff", "+1"}) {
        const auto bytes = from_hex(text);
        ASSERT_FALSE(bytes) << text;
        EXPECT_EQ(bytes.error().code, Errc::malformed);
    }
}

}  // namespace
}  // namespace ipmi
