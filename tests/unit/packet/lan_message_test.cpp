#include "packet/lan_message.hpp"

#include <gtest/gtest.h>

#include <random>

#include "base/hex.hpp"

namespace ipmi::packet {
namespace {

constexpr std::uint64_t seed = 20040611;

// ipmitool asks, ipmi_sim answers, neither encrypted (suite 0): ipmitool_lanplus_cs0.pcap.
TEST(LanMessage, DecodesARequestOfIpmitool) {
    const auto bytes = from_hex("20 18 c8 81 04 3b 04 3c").value();
    const auto message = LanMessage::decode(bytes).value();
    EXPECT_EQ(message.target_address, bmc_address);
    EXPECT_EQ(message.target_lun, 0);
    EXPECT_EQ(message.netfn, 0x06);
    EXPECT_EQ(message.source_address, console_address);
    EXPECT_EQ(message.sequence, 1);
    EXPECT_EQ(message.command, 0x3b);
    EXPECT_EQ(Bytes(message.data.begin(), message.data.end()), Bytes{0x04});
}

TEST(LanMessage, DecodesAnAnswerOfIpmiSim) {
    const auto bytes = from_hex("81 1c 63 20 0c 01 00 00 03 09 08 02 9f 91 12 00 02 0f 00 00 00 00 6a").value();
    const auto message = LanMessage::decode(bytes).value();
    EXPECT_EQ(message.target_address, console_address);
    EXPECT_EQ(message.netfn, 0x07);
    EXPECT_EQ(message.source_address, bmc_address);
    EXPECT_EQ(message.sequence, 3);
    EXPECT_EQ(message.command, 0x01);
    EXPECT_EQ(message.data.size(), 16u);
    EXPECT_EQ(message.data.front(), 0x00);
}

TEST(LanMessage, IsWrittenAsIpmitoolWritesIt) {
    const Bytes data{0x04};
    const LanMessage message{.netfn = 0x06, .sequence = 1, .command = 0x3b, .data = data};
    Bytes out;
    wire::Writer writer(out);
    LanMessage::encode(writer, message);
    EXPECT_EQ(out, from_hex("20 18 c8 81 04 3b 04 3c").value());
}

TEST(LanMessage, RejectsEveryTruncation) {
    const auto bytes = from_hex("81 1c 63 20 0c 01 00 00 03 09 08 02 9f 91 12 00 02 0f 00 00 00 00 6a").value();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto message = LanMessage::decode(ByteView(bytes).first(size));
        if (!message) continue;
        // A cut that leaves a right checksum can only be one that cuts bytes which add up to zero.
        unsigned sum = 0;
        for (std::size_t i = 3; i < size; ++i) sum += bytes[i];
        EXPECT_EQ(sum & 0xff, 0u) << size;
    }
    EXPECT_FALSE(LanMessage::decode(ByteView(bytes).first(6)));
}

TEST(LanMessage, RejectsEveryFlippedBit) {
    const auto bytes = from_hex("20 18 c8 81 04 3b 04 3c").value();
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        auto flipped = bytes;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << (bit % 8)));
        EXPECT_FALSE(LanMessage::decode(flipped)) << "bit " << bit;
    }
}

TEST(LanMessage, RoundTripsAnyValue) {
    std::mt19937_64 random(seed);
    for (int round = 0; round < 300; ++round) {
        SCOPED_TRACE("seed " + std::to_string(seed) + ", round " + std::to_string(round));
        Bytes data(random() % 40);
        for (auto& byte : data) byte = static_cast<std::uint8_t>(random());
        const LanMessage message{.target_address = static_cast<std::uint8_t>(random()),
                                 .target_lun = static_cast<std::uint8_t>(random() & 3),
                                 .netfn = static_cast<std::uint8_t>(random() & 0x3f),
                                 .source_address = static_cast<std::uint8_t>(random()),
                                 .source_lun = static_cast<std::uint8_t>(random() & 3),
                                 .sequence = static_cast<std::uint8_t>(random() & 0x3f),
                                 .command = static_cast<std::uint8_t>(random()),
                                 .data = data};
        Bytes out;
        wire::Writer writer(out);
        LanMessage::encode(writer, message);
        const auto again = LanMessage::decode(out).value();
        EXPECT_EQ(again.target_address, message.target_address);
        EXPECT_EQ(again.target_lun, message.target_lun);
        EXPECT_EQ(again.netfn, message.netfn);
        EXPECT_EQ(again.source_address, message.source_address);
        EXPECT_EQ(again.source_lun, message.source_lun);
        EXPECT_EQ(again.sequence, message.sequence);
        EXPECT_EQ(again.command, message.command);
        EXPECT_EQ(Bytes(again.data.begin(), again.data.end()), data);
    }
}

}  // namespace
}  // namespace ipmi::packet
