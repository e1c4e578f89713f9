#include "packet/rmcp.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace ipmi::packet {
namespace {

Result<Rmcp> decode(const char* hex) {
    const auto bytes = from_hex(hex).value();
    wire::Reader in{ByteView(bytes)};
    return Rmcp::decode(in);
}

TEST(Rmcp, IsFourBytesBeforeEveryDatagram) {
    Bytes out;
    wire::Writer writer(out);
    Rmcp::encode(writer, Rmcp{});
    EXPECT_EQ(out, from_hex("06 00 ff 07").value());
    EXPECT_EQ(out.size(), Rmcp::size);
}

TEST(Rmcp, DecodesClassAndAcknowledge) {
    EXPECT_EQ(decode("06 00 ff 07").value().message_class, Rmcp::MessageClass::ipmi);
    EXPECT_EQ(decode("06 00 ff 06").value().message_class, Rmcp::MessageClass::asf);
    EXPECT_EQ(decode("06 00 ff 08").value().message_class, Rmcp::MessageClass::oem);
    const auto acknowledge = decode("06 00 12 86").value();
    EXPECT_TRUE(acknowledge.acknowledge);
    EXPECT_EQ(acknowledge.sequence, 0x12);
    EXPECT_FALSE(decode("06 00 ff 07").value().acknowledge);
}

TEST(Rmcp, RejectsOtherVersionsAndClasses) {
    EXPECT_FALSE(decode("05 00 ff 07"));
    EXPECT_FALSE(decode("00 00 ff 07"));
    for (const auto* other : {"06 00 ff 00", "06 00 ff 05", "06 00 ff 09", "06 00 ff 1f"})
        EXPECT_FALSE(decode(other)) << other;
}

TEST(Rmcp, RejectsEveryTruncation) {
    for (const auto* cut : {"", "06", "06 00", "06 00 ff"}) EXPECT_FALSE(decode(cut)) << cut;
}

TEST(Rmcp, LeavesTheReaderBehindTheHeader) {
    const auto bytes = from_hex("06 00 ff 07 06 c0").value();
    wire::Reader in{ByteView(bytes)};
    ASSERT_TRUE(Rmcp::decode(in));
    EXPECT_EQ(in.remaining(), 2u);
}

}  // namespace
}  // namespace ipmi::packet
