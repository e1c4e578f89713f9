#include "packet/asf.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace ipmi::packet {
namespace {

// ipmitool's ping (its tag is 0) and ipmi_sim's pong: ipmitool_lan15_MD5.pcap.
const auto ping_bytes = from_hex("06 00 ff 06 00 00 11 be 80 00 00 00").value();
const auto pong_bytes =
    from_hex("06 00 ff 06 00 00 11 be 40 00 00 10 00 00 11 be 00 00 00 00 81 00 00 00 00 00 00 00").value();

template <class Message>
Bytes encoded(const Message& message) {
    Bytes out;
    wire::Writer writer(out);
    Message::encode(writer, message);
    return out;
}
template <class Message>
Result<Message> decoded(ByteView bytes) {
    return Message::decode(wire::Reader(bytes));
}

TEST(PresencePing, IsWhatIpmitoolSends) {
    EXPECT_EQ(encoded(PresencePing{}), ping_bytes);
    EXPECT_EQ(decoded<PresencePing>(ping_bytes).value(), PresencePing{});
    const PresencePing tagged{.message_tag = 0xa5};
    EXPECT_EQ(decoded<PresencePing>(encoded(tagged)).value(), tagged);
}

TEST(PresencePong, DecodesTheAnswerOfIpmiSim) {
    const auto pong = decoded<PresencePong>(pong_bytes).value();
    EXPECT_EQ(pong.message_tag, 0);
    EXPECT_TRUE(pong.ipmi_supported);
    EXPECT_TRUE(pong.asf_1_0_supported);
    EXPECT_EQ(encoded(pong), pong_bytes);
}

TEST(PresencePong, MayOfferNoIpmi) {
    auto bytes = pong_bytes;
    bytes[20] = 0x01;
    EXPECT_FALSE(decoded<PresencePong>(bytes).value().ipmi_supported);
}

TEST(PresencePong, RejectsEveryTruncation) {
    for (std::size_t size = 0; size < pong_bytes.size(); ++size)
        EXPECT_FALSE(decoded<PresencePong>(ByteView(pong_bytes).first(size))) << size;
    for (std::size_t size = 0; size < ping_bytes.size(); ++size)
        EXPECT_FALSE(decoded<PresencePing>(ByteView(ping_bytes).first(size))) << size;
}

TEST(PresencePong, RejectsWhatIsNoPong) {
    EXPECT_FALSE(decoded<PresencePong>(ping_bytes));
    const auto with = [](std::size_t at, std::uint8_t value) {
        auto bytes = pong_bytes;
        bytes[at] = value;
        return decoded<PresencePong>(bytes);
    };
    EXPECT_FALSE(with(3, 0x07));   // IPMI, not ASF
    EXPECT_FALSE(with(3, 0x86));   // an RMCP acknowledge has no data
    EXPECT_FALSE(with(6, 0x12));   // another enterprise
    EXPECT_FALSE(with(8, 0x41));   // another type
    EXPECT_FALSE(with(11, 0x0f));  // shorter than a pong
}

}  // namespace
}  // namespace ipmi::packet
