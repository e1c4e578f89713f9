#include "session/envelope.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "base/hex.hpp"

namespace ipmi::session {
namespace {

std::array<std::uint8_t, 16> sixteen(std::string_view hex) {
    const auto bytes = from_hex(hex).value();
    std::array<std::uint8_t, 16> out{};
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

// ipmitool at zipmi's vBMC, suite 17, root/calvin: the login and the first reply of
// ipmitool_lanplus_cs17_zipmi-vbmc.pcap.
const crypto::Exchange login{.console_session_id = 0xa0a2a3a4,
                             .bmc_session_id = 0xb0a2c2db,
                             .console_random = sixteen("77f0e3fdc8e065749851846ad1d67bf9"),
                             .bmc_random = sixteen("d507d102f5076d32fdbd9ee4a386c9fb"),
                             .bmc_guid = sixteen("44454c4c580010548033b5c04f475131"),
                             .role = 0x14,
                             .user = "root"};
const auto recorded_reply =
    from_hex(
        "06 00 ff 07 06 c0 a4 a3 a2 a0 01 00 00 00 20 00"
        "27 23 40 83 70 6e 18 f1 51 a6 7b 1b c4 cc 52 22 c3 ab 39 37 df 9f 46 32 53 48 ee 6e f8 8b e6 6a"
        "ff ff 02 07 d2 fe db 26 52 04 65 59 0a f8 7e 32 b8 83 21 f9")
        .value();

struct Keys {
    crypto::Hmac integrity;
    crypto::AesCbcEncryptor encrypt;
    crypto::AesCbcDecryptor decrypt;
};
Keys keys_of(const crypto::CipherSuite& suite) {
    const crypto::Hmac user_key(suite.hash, as_bytes("calvin"));
    const crypto::Hmac sik(suite.hash, crypto::session_integrity_key(user_key, login).view());
    const auto k2 = crypto::additional_key(sik, 2);
    const auto key = k2.view().first<crypto::aes_block>();
    return {crypto::Hmac(suite.hash, crypto::additional_key(sik, 1).view()),
            crypto::AesCbcEncryptor(key),
            crypto::AesCbcDecryptor(key)};
}

class EnvelopeTest : public testing::TestWithParam<std::uint8_t> {
protected:
    static const crypto::CipherSuite& suite() { return *crypto::find_cipher_suite(GetParam()); }
    static SessionKeys session_keys() {
        auto keys = keys_of(suite());
        return {.suite = &suite(),
                .console_session_id = login.console_session_id,
                .bmc_session_id = login.bmc_session_id,
                .integrity = keys.integrity,
                .encrypt = std::move(keys.encrypt),
                .decrypt = std::move(keys.decrypt)};
    }

    /// What a BMC with the keys sends: `plain` as it is, so that a test chooses its padding.
    static Bytes sealed(std::uint32_t sequence, const Bytes& plain, std::uint32_t session_id = login.console_session_id,
                        std::size_t auth_code_size = suite().integrity_size) {
        const auto keys = keys_of(suite());
        constexpr std::array<std::uint8_t, crypto::aes_block> random{0x77};
        Bytes payload(crypto::aes_block + plain.size());
        EXPECT_TRUE(keys.encrypt.run(random, plain, payload));
        Bytes out;
        wire::Writer writer(out);
        packet::Session20::begin_signed(writer, packet::PayloadType::ipmi, session_id, sequence, payload.size());
        writer.bytes(payload);
        packet::Session20::end_signed(writer, 0);
        const auto code = keys.integrity.of(writer.written(packet::Rmcp::size));
        writer.bytes(code.view().first(auth_code_size));
        return out;
    }
    /// A reply with `pad` pad bytes; the message is as long as that needs.
    static Bytes plain_with_pad(std::size_t pad) {
        const Bytes data(crypto::aes_block * 2 - 1 - 7 - pad, 0x00);
        Bytes out;
        wire::Writer writer(out);
        const packet::LanMessage reply{.target_address = packet::console_address,
                                       .netfn = 0x07,
                                       .source_address = packet::bmc_address,
                                       .sequence = 1,
                                       .command = 0x01,
                                       .data = data};
        packet::LanMessage::encode(writer, reply);
        for (std::size_t i = 1; i <= pad; ++i) writer.u8(static_cast<std::uint8_t>(i));
        writer.u8(static_cast<std::uint8_t>(pad));
        return out;
    }

    bool opens(const Bytes& datagram) { return envelope_.open(datagram, buffer_).has_value(); }

    crypto::RandomPool random_;
    Envelope envelope_{session_keys(), random_};
    Bytes buffer_;
};

TEST(Envelope, OpensARecordedReply) {
    const auto& suite = *crypto::find_cipher_suite(17);
    auto keys = keys_of(suite);
    crypto::RandomPool random;
    Envelope envelope({.suite = &suite,
                       .console_session_id = login.console_session_id,
                       .bmc_session_id = login.bmc_session_id,
                       .integrity = keys.integrity,
                       .encrypt = std::move(keys.encrypt),
                       .decrypt = std::move(keys.decrypt)},
                      random);
    Bytes buffer;
    const auto message = envelope.open(recorded_reply, buffer);
    ASSERT_TRUE(message) << message.error().context;
    // Set Session Privilege Level: administrator, as asked for.
    EXPECT_EQ(message->netfn, 0x07);
    EXPECT_EQ(message->command, 0x3b);
    EXPECT_EQ(to_hex(message->data), "0004");
    EXPECT_EQ(envelope.quirks(), Quirks{});
    EXPECT_FALSE(envelope.open(recorded_reply, buffer)) << "the same reply twice";
}

TEST_P(EnvelopeTest, BelievesNoReplyWithAFlippedBit) {
    const auto datagram = sealed(1, plain_with_pad(4));
    for (std::size_t bit = packet::Rmcp::size * 8; bit < datagram.size() * 8; ++bit) {
        auto flipped = datagram;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << (bit % 8)));
        EXPECT_FALSE(opens(flipped)) << "bit " << bit;
    }
    EXPECT_TRUE(opens(datagram));
}

TEST_P(EnvelopeTest, BelievesNoReplyThatIsCut) {
    const auto datagram = sealed(1, plain_with_pad(4));
    for (std::size_t size = 0; size < datagram.size(); ++size)
        EXPECT_FALSE(envelope_.open(ByteView(datagram).first(size), buffer_)) << size;
}

TEST_P(EnvelopeTest, BelievesNoReplyOfAnotherSession) {
    EXPECT_FALSE(opens(sealed(1, plain_with_pad(4), login.console_session_id + 1)));
    EXPECT_FALSE(opens(sealed(1, plain_with_pad(4), login.bmc_session_id)));
}

TEST_P(EnvelopeTest, BelievesNothingInPlainText) {
    Bytes datagram;
    wire::Writer writer(datagram);
    auto message = plain_with_pad(0);
    message.pop_back();
    packet::Session20::encode_plain(writer, packet::PayloadType::ipmi, login.console_session_id, 1, message);
    EXPECT_FALSE(opens(datagram));
}

TEST_P(EnvelopeTest, TakesPadsOfEveryLength) {
    std::uint32_t sequence = 0;
    for (std::size_t pad = 0; pad < crypto::aes_block; ++pad)
        EXPECT_TRUE(opens(sealed(++sequence, plain_with_pad(pad)))) << pad;
    EXPECT_EQ(envelope_.quirks(), Quirks{});
}

// Some firmware fills a whole block where none is needed (gebn/bmc, pkg/ipmi/aes_128_cbc_test.go).
TEST_P(EnvelopeTest, TakesAPadOfAWholeBlockAndRemembersIt) {
    EXPECT_TRUE(opens(sealed(1, plain_with_pad(16))));
    EXPECT_TRUE(envelope_.quirks().has(Quirk::sixteen_byte_pad));
}

TEST_P(EnvelopeTest, RefusesPadLengthsThatCannotBe) {
    auto plain = plain_with_pad(4);
    for (const unsigned pad : {17u, 31u, 32u, 128u, 255u}) {
        plain.back() = static_cast<std::uint8_t>(pad);
        EXPECT_FALSE(opens(sealed(1, plain))) << pad;
    }
    // One block that says it is all pad.
    Bytes block(crypto::aes_block, 0x01);
    block.back() = 16;
    EXPECT_FALSE(opens(sealed(1, block)));
    block.back() = 15;
    EXPECT_FALSE(opens(sealed(1, block)));
}

// A pad length that is wrong by one moves the checksum.
TEST_P(EnvelopeTest, RefusesAPadLengthThatIsWrongByOne) {
    auto plain = plain_with_pad(4);
    plain.back() = 3;
    EXPECT_FALSE(opens(sealed(1, plain)));
    plain.back() = 5;
    EXPECT_FALSE(opens(sealed(1, plain)));
}

TEST_P(EnvelopeTest, RefusesAPayloadWithoutPlainText) {
    EXPECT_FALSE(opens(sealed(1, {})));
}

TEST_P(EnvelopeTest, RemembersALongerAuthCode) {
    EXPECT_TRUE(opens(sealed(1, plain_with_pad(4), login.console_session_id, crypto::digest_size(suite().hash))));
    EXPECT_TRUE(envelope_.quirks().has(Quirk::long_auth_code));
}

// §6.12.13: replies may overtake each other, none may come twice.
TEST_P(EnvelopeTest, TakesEachSequenceNumberOnceInsideItsWindow) {
    const auto reply = [](std::uint32_t sequence) { return sealed(sequence, plain_with_pad(4)); };
    EXPECT_FALSE(opens(reply(0))) << "0 is for packets outside a session";
    EXPECT_TRUE(opens(reply(100)));
    EXPECT_FALSE(opens(reply(100)));
    EXPECT_TRUE(opens(reply(103)));
    EXPECT_TRUE(opens(reply(101)));
    EXPECT_FALSE(opens(reply(101)));
    EXPECT_TRUE(opens(reply(103 - 31)));
    EXPECT_FALSE(opens(reply(103 - 32))) << "too old to be told from a replay";
    EXPECT_TRUE(opens(reply(103 + 1000)));
    EXPECT_FALSE(opens(reply(103)));
}

TEST_P(EnvelopeTest, FollowsTheSequenceNumberOverItsEnd) {
    EXPECT_TRUE(opens(sealed(0xffffffffu, plain_with_pad(4))));
    EXPECT_TRUE(opens(sealed(1, plain_with_pad(4))));
    EXPECT_FALSE(opens(sealed(0xffffffffu, plain_with_pad(4))));
    EXPECT_TRUE(opens(sealed(0xfffffffeu, plain_with_pad(4))));
}

// A wrong AuthCode must not move the window: one forged datagram would end the session.
TEST_P(EnvelopeTest, MovesItsWindowForNoForgery) {
    EXPECT_TRUE(opens(sealed(1, plain_with_pad(4))));
    auto forged = sealed(5000, plain_with_pad(4));
    forged.back() ^= 0x01;
    EXPECT_FALSE(opens(forged));
    EXPECT_TRUE(opens(sealed(2, plain_with_pad(4))));
}

TEST_P(EnvelopeTest, SealsWhatTheOtherSideCanOpen) {
    const auto keys = keys_of(suite());
    const Bytes data{0x01, 0x02, 0x03};
    Bytes vectors;
    for (std::size_t size = 0; size <= data.size(); ++size) {
        Bytes datagram;
        envelope_.seal(
            datagram,
            packet::LanMessage{.netfn = 0x06, .sequence = 5, .command = 0x01, .data = ByteView(data).first(size)});
        const auto packet = packet::Session20::decode(datagram, suite().integrity_size).value();
        EXPECT_EQ(packet.session_id, login.bmc_session_id);
        EXPECT_EQ(packet.sequence, size + 1) << "counts from 1";
        EXPECT_TRUE(packet.authenticated && packet.encrypted);
        const auto code = keys.integrity.of(packet.signed_part);
        EXPECT_TRUE(crypto::equal(code.view().first(suite().integrity_size), packet.auth_code));
        Bytes plain(packet.payload.size() - crypto::aes_block);
        ASSERT_TRUE(keys.decrypt.run(packet.payload, plain));
        const std::size_t pad = plain.back();
        ASSERT_LT(pad, crypto::aes_block);
        // Table 13-20: 01h, 02h, 03h …; ipmitool ends itself where they are wrong.
        for (std::size_t i = 1; i <= pad; ++i) EXPECT_EQ(plain[plain.size() - 2 - pad + i], i);
        const auto message = packet::LanMessage::decode(ByteView(plain).first(plain.size() - 1 - pad)).value();
        EXPECT_EQ(message.command, 0x01);
        EXPECT_EQ(message.data.size(), size);
        const auto vector = to_hex(packet.payload.first(crypto::aes_block));
        EXPECT_EQ(to_hex(vectors).find(vector), std::string::npos) << "an initialisation vector came twice";
        vectors.insert(vectors.end(), packet.payload.begin(), packet.payload.begin() + crypto::aes_block);
    }
}

INSTANTIATE_TEST_SUITE_P(Suites, EnvelopeTest, testing::Values(std::uint8_t{3}, std::uint8_t{17}),
                         [](const auto& chosen) { return "Suite" + std::to_string(chosen.param); });

}  // namespace
}  // namespace ipmi::session
