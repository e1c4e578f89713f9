#include "packet/session20.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace ipmi::packet {
namespace {

constexpr std::size_t sha1_96 = 12;
constexpr std::size_t sha256_128 = 16;

// Open Session Request of ipmitool, whole datagram.
const auto plain_bytes =
    from_hex(
        "06 00 ff 07 06 10 00 00 00 00 00 00 00 00 20 00"
        "00 00 00 00 a4 a3 a2 a0 00 00 00 08 01 00 00 00 01 00 00 08 01 00 00 00 02 00 00 08 01 00 00 00")
        .value();

// The first signed packet of ipmitool_lanplus_cs17_zipmi-vbmc.pcap.
const auto signed_bytes =
    from_hex(
        "06 00 ff 07 06 c0 db c2 a2 b0 03 00 00 00 20 00"
        "98 ba b0 c3 d3 8f 52 05 7b 02 7d f8 07 41 0a da 47 84 c9 b5 c2 9f 6e ae 38 91 7d cd c9 bc c4 f0"
        "ff ff 02 07 76 9f 3f 16 8b 89 44 07 4e 85 80 e9 a0 eb 98 4b")
        .value();

Bytes copy(ByteView view) {
    return {view.begin(), view.end()};
}

TEST(Session20, DecodesAPacketOutsideASession) {
    const auto packet = Session20::decode(plain_bytes, sha1_96).value();
    EXPECT_EQ(packet.payload_type, PayloadType::open_session_request);
    EXPECT_FALSE(packet.encrypted);
    EXPECT_FALSE(packet.authenticated);
    EXPECT_EQ(packet.session_id, 0u);
    EXPECT_EQ(packet.sequence, 0u);
    EXPECT_EQ(packet.payload.size(), 32u);
    EXPECT_TRUE(packet.auth_code.empty());
}

TEST(Session20, WritesAPacketOutsideASessionAsIpmitoolDoes) {
    const auto packet = Session20::decode(plain_bytes, sha1_96).value();
    Bytes out;
    wire::Writer writer(out);
    Session20::encode_plain(writer, PayloadType::open_session_request, 0, 0, packet.payload);
    EXPECT_EQ(out, plain_bytes);
}

TEST(Session20, DecodesASignedPacket) {
    const auto packet = Session20::decode(signed_bytes, sha256_128).value();
    EXPECT_EQ(packet.payload_type, PayloadType::ipmi);
    EXPECT_TRUE(packet.encrypted);
    EXPECT_TRUE(packet.authenticated);
    EXPECT_EQ(packet.session_id, 0xb0a2c2dbu);
    EXPECT_EQ(packet.sequence, 3u);
    EXPECT_EQ(packet.payload.size(), 32u);
    // From the authentication type up to and including the next header; what the AuthCode is computed over.
    EXPECT_EQ(copy(packet.signed_part), copy(ByteView(signed_bytes).subspan(4, signed_bytes.size() - 4 - sha256_128)));
    EXPECT_EQ(copy(packet.auth_code), copy(ByteView(signed_bytes).last(sha256_128)));
}

TEST(Session20, WritesASignedPacketAsIpmitoolDoes) {
    const auto packet = Session20::decode(signed_bytes, sha256_128).value();
    Bytes out;
    wire::Writer writer(out);
    Session20::begin_signed(writer, PayloadType::ipmi, packet.session_id, packet.sequence, packet.payload.size());
    writer.bytes(packet.payload);
    Session20::end_signed(writer, 0);
    writer.bytes(packet.auth_code);
    EXPECT_EQ(out, signed_bytes);
}

// Table 13-8: authentication type to next header are a multiple of four, whatever the payload and wherever the packet
// is.
TEST(Session20, PadsTheSignedPartToFourBytes) {
    for (std::size_t before = 0; before < 3; ++before) {
        for (std::size_t size = 0; size < 9; ++size) {
            Bytes out(before, 0xee);
            wire::Writer writer(out);
            Session20::begin_signed(writer, PayloadType::ipmi, 1, 1, size);
            writer.fill(size, 0xaa);
            Session20::end_signed(writer, before);
            EXPECT_EQ((out.size() - before - Rmcp::size) % 4, 0u) << size;
            out.insert(out.end(), sha1_96, 0x11);
            const auto packet = Session20::decode(ByteView(out).subspan(before), sha1_96);
            ASSERT_TRUE(packet) << size;
            EXPECT_EQ(packet->payload.size(), size);
            EXPECT_EQ(packet->auth_code.size(), sha1_96);
        }
    }
}

TEST(Session20, RejectsEveryTruncation) {
    for (std::size_t size = 0; size < plain_bytes.size(); ++size)
        EXPECT_FALSE(Session20::decode(ByteView(plain_bytes).first(size), sha1_96)) << size;
    for (std::size_t size = 0; size < signed_bytes.size(); ++size)
        EXPECT_FALSE(Session20::decode(ByteView(signed_bytes).first(size), sha256_128)) << size;
}

// Peppercon firmware signs with more bytes than the suite has: the caller compares those it knows.
TEST(Session20, HandsOutALongerAuthCode) {
    const auto packet = Session20::decode(signed_bytes, sha1_96).value();
    EXPECT_EQ(packet.auth_code.size(), sha256_128);
}

TEST(Session20, FindsAPadOfAnyLengthUpToFifteen) {
    for (std::size_t pad = 0; pad <= 16; ++pad) {
        Bytes bytes(signed_bytes.begin(), signed_bytes.begin() + 48);
        bytes.insert(bytes.end(), pad, 0xff);
        bytes.push_back(static_cast<std::uint8_t>(pad));
        bytes.push_back(0x07);
        bytes.insert(bytes.end(), sha256_128, 0x33);
        EXPECT_EQ(Session20::decode(bytes, sha256_128).has_value(), pad <= 15) << pad;
    }
}

TEST(Session20, RejectsATrailerThatIsNone) {
    auto wrong_next_header = signed_bytes;
    wrong_next_header[51] = 0x06;
    EXPECT_FALSE(Session20::decode(wrong_next_header, sha256_128));
    auto wrong_pad_length = signed_bytes;
    wrong_pad_length[50] = 0x03;
    EXPECT_FALSE(Session20::decode(wrong_pad_length, sha256_128));
    auto wrong_pad = signed_bytes;
    wrong_pad[48] = 0x00;
    EXPECT_FALSE(Session20::decode(wrong_pad, sha256_128));
}

TEST(Session20, RejectsOtherClassesAndAuthenticationTypes) {
    auto asf = plain_bytes;
    asf[3] = 0x06;
    EXPECT_FALSE(Session20::decode(asf, sha1_96));
    auto acknowledge = plain_bytes;
    acknowledge[3] = 0x87;
    EXPECT_FALSE(Session20::decode(acknowledge, sha1_96));
    for (const auto type : Bytes{0x00, 0x02, 0x04, 0x05, 0x07}) {
        auto other = plain_bytes;
        other[4] = type;
        EXPECT_FALSE(Session20::decode(other, sha1_96)) << int{type};
    }
}

// OEM explicit payloads carry an enterprise number and a payload id before the session id.
TEST(Session20, SkipsTheFieldsOfAnOemPayload) {
    const auto bytes = from_hex("06 00 ff 07 06 02 57 01 00 00 34 12 78 56 34 12 09 00 00 00 01 00 aa").value();
    const auto packet = Session20::decode(bytes, sha1_96).value();
    EXPECT_EQ(packet.payload_type, PayloadType::oem_explicit);
    EXPECT_EQ(packet.session_id, 0x12345678u);
    EXPECT_EQ(packet.sequence, 9u);
    EXPECT_EQ(copy(packet.payload), Bytes{0xaa});
    EXPECT_EQ(route_of(bytes).value().console_session_id, 0x12345678u);
}

TEST(Route, IsTheSessionIdOfTheHeaderInsideASession) {
    const auto route = route_of(signed_bytes).value();
    EXPECT_EQ(route.payload_type, PayloadType::ipmi);
    EXPECT_EQ(route.console_session_id, 0xb0a2c2dbu);
}

TEST(Route, IsTheConsolesIdInsideAnAnswerOfTheLogin) {
    const auto bytes = from_hex(
                           "06 00 ff 07 06 11 00 00 00 00 00 00 00 00 24 00 00 00 04 00 a4 a3 a2 a0 00 26 00 02"
                           "00 00 00 08 01 00 00 00 01 00 00 08 01 00 00 00 02 00 00 08 01 00 00 00")
                           .value();
    const auto route = route_of(bytes).value();
    EXPECT_EQ(route.payload_type, PayloadType::open_session_response);
    EXPECT_EQ(route.console_session_id, 0xa0a2a3a4u);
    for (const auto type : Bytes{0x13, 0x15}) {
        auto other = bytes;
        other[5] = type;
        EXPECT_EQ(route_of(other).value().console_session_id, 0xa0a2a3a4u);
    }
}

// A refusal may end right after its status: it names nobody, and nobody is made up of what is there.
TEST(Route, OfAShortRefusalNamesNobody) {
    const auto bytes = from_hex("06 00 ff 07 06 11 00 00 00 00 00 00 00 00 08 00 00 11 00 00 a4 a3 a2 a0").value();
    for (std::size_t size = 16; size < bytes.size(); ++size)
        EXPECT_EQ(route_of(ByteView(bytes).first(size)).value().console_session_id, 0u) << size;
    EXPECT_EQ(route_of(bytes).value().console_session_id, 0xa0a2a3a4u);
}

TEST(Route, OfWhatIsNotRmcpPlusIsUnsupported) {
    const auto ipmi15 = from_hex("06 00 ff 07 00 00 00 00 00 00 00 00 00 09 20 18 c8 81 00 38 8e 04 b5").value();
    EXPECT_EQ(route_of(ipmi15).error().code, Errc::unsupported);
    const auto ping = from_hex("06 00 ff 06 00 00 11 be 80 00 00 00").value();
    EXPECT_EQ(route_of(ping).error().code, Errc::unsupported);
    EXPECT_EQ(route_of(ByteView(plain_bytes).first(3)).error().code, Errc::malformed);
}

}  // namespace
}  // namespace ipmi::packet
