// Whole recorded conversations of ipmitool with two BMCs that nobody here wrote: with the password alone every proof of
// the login, every AuthCode and every encrypted payload must come out right.
#include <gtest/gtest.h>

#include <ostream>
#include <set>

#include "crypto/aes_cbc.hpp"
#include "crypto/key_schedule.hpp"
#include "message/session/rakp.hpp"
#include "packet/lan_message.hpp"
#include "packet/session20.hpp"
#include "unit/model/corpus.hpp"
#include "unit/packet/capture.hpp"

namespace ipmi::packet {
namespace {

struct Recording {
    const char* file;
    std::uint8_t suite;
    const char* user;
    const char* password;
    std::size_t signed_packets;
};

void PrintTo(const Recording& recording, std::ostream* out) {
    *out << recording.file;
}

/// What the two sides showed each other, and the keys that follow.
class Login {
public:
    Login(const Recording& recording, const char* password)
        : suite_(*crypto::find_cipher_suite(recording.suite)),
          user_(recording.user),
          user_key_(suite_.hash, as_bytes(password)) {}

    void take(const Session20& packet) {
        wire::Reader body(packet.payload);
        switch (packet.payload_type) {
            case PayloadType::open_session_response: {
                const auto message = session::OpenSessionResponse::decode(body).value();
                exchange_.console_session_id = message.console_session_id;
                exchange_.bmc_session_id = message.bmc_session_id;
                EXPECT_EQ(message.algorithms,
                          (session::AlgorithmTriple{suite_.authentication, suite_.integrity, suite_.confidentiality}));
                break;
            }
            case PayloadType::rakp1: {
                const auto message = session::Rakp1::decode(body).value();
                exchange_.console_random = message.console_random;
                exchange_.role = message.role;
                exchange_.user = user_;
                EXPECT_EQ(message.user, user_);
                break;
            }
            case PayloadType::rakp2: {
                const auto message = session::Rakp2::decode(body).value();
                exchange_.bmc_random = message.bmc_random;
                exchange_.bmc_guid = message.bmc_guid;
                bmc_proved = crypto::equal(crypto::rakp2_code(user_key_, exchange_).view(),
                                           message.key_exchange_authentication_code);
                break;
            }
            case PayloadType::rakp3: {
                const auto message = session::Rakp3::decode(body).value();
                console_proved = crypto::equal(crypto::rakp3_code(user_key_, exchange_).view(),
                                               message.key_exchange_authentication_code);
                break;
            }
            case PayloadType::rakp4: {
                const auto message = session::Rakp4::decode(body).value();
                const crypto::Hmac sik(suite_.hash, crypto::session_integrity_key(user_key_, exchange_).view());
                confirmed = crypto::equal(crypto::rakp4_check_value(suite_, sik, exchange_).view(),
                                          message.integrity_check_value);
                integrity_ = crypto::Hmac(suite_.hash, crypto::additional_key(sik, 1).view());
                const auto k2 = crypto::additional_key(sik, 2);
                decrypt_ = crypto::AesCbcDecryptor(k2.view().first<16>());
                break;
            }
            default: break;
        }
    }

    void open(const Session20& packet) {
        EXPECT_EQ(packet.auth_code.size(), suite_.integrity_size);
        const auto code = integrity_.of(packet.signed_part);
        ASSERT_TRUE(crypto::equal(code.view().first(suite_.integrity_size), packet.auth_code)) << "AuthCode";
        ASSERT_GE(packet.payload.size(), 32u);
        Bytes plain(packet.payload.size() - 16);
        ASSERT_TRUE(decrypt_.run(packet.payload, plain));
        const std::size_t pad = plain.back();
        ASSERT_LT(pad, 16u);
        for (std::size_t i = 1; i <= pad; ++i) EXPECT_EQ(plain[plain.size() - 1 - pad + i - 1], i) << "pad byte";
        const auto message = LanMessage::decode(ByteView(plain).first(plain.size() - 1 - pad));
        ASSERT_TRUE(message) << message.error().context;
        ++opened;
        EXPECT_TRUE(packet.session_id == exchange_.bmc_session_id || packet.session_id == exchange_.console_session_id);
        // §6.12.13: per direction, never twice.
        EXPECT_TRUE(sequences_.emplace(packet.session_id, packet.sequence).second);
    }

    bool bmc_proved = false;
    bool console_proved = false;
    bool confirmed = false;
    std::size_t opened = 0;

private:
    const crypto::CipherSuite& suite_;
    std::string user_;
    crypto::Hmac user_key_;
    crypto::Exchange exchange_;
    crypto::Hmac integrity_;
    crypto::AesCbcDecryptor decrypt_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> sequences_;
};

class RecordedLogin : public testing::TestWithParam<Recording> {};

TEST_P(RecordedLogin, ComesOutRightWithThePasswordAlone) {
    SKIP_WITHOUT_CORPUS();
    const auto& recording = GetParam();
    Login login(recording, recording.password);
    const auto* suite = crypto::find_cipher_suite(recording.suite);
    for (const auto& datagram : capture::read(std::filesystem::path(corpus::folder()) / "rmcp" / recording.file)) {
        const auto packet = Session20::decode(datagram.payload, suite->integrity_size);
        if (!packet) continue;  // Get Channel Authentication Capabilities goes by IPMI 1.5
        if (packet->authenticated)
            login.open(*packet);
        else
            login.take(*packet);
    }
    EXPECT_TRUE(login.bmc_proved);
    EXPECT_TRUE(login.console_proved);
    EXPECT_TRUE(login.confirmed);
    EXPECT_EQ(login.opened, recording.signed_packets);
}

TEST_P(RecordedLogin, ProvesNothingWithAnotherPassword) {
    SKIP_WITHOUT_CORPUS();
    const auto& recording = GetParam();
    Login login(recording, "another");
    const auto* suite = crypto::find_cipher_suite(recording.suite);
    for (const auto& datagram : capture::read(std::filesystem::path(corpus::folder()) / "rmcp" / recording.file)) {
        const auto packet = Session20::decode(datagram.payload, suite->integrity_size);
        if (packet && !packet->authenticated) login.take(*packet);
    }
    EXPECT_FALSE(login.bmc_proved);
    EXPECT_FALSE(login.console_proved);
    EXPECT_FALSE(login.confirmed);
}

INSTANTIATE_TEST_SUITE_P(Corpus, RecordedLogin,
                         testing::Values(Recording{"ipmitool_lanplus_cs3.pcap", 3, "ipmiusr", "test", 78},
                                         Recording{"ipmitool_lanplus_cs3_fru_sel.pcap", 3, "ipmiusr", "test", 14},
                                         Recording{"ipmitool_lanplus_cs3_zipmi-vbmc.pcap", 3, "root", "calvin", 14},
                                         Recording{"ipmitool_lanplus_cs17_zipmi-vbmc.pcap", 17, "root", "calvin", 14}),
                         [](const auto& recorded) {
                             std::string name(recorded.param.file);
                             name = name.substr(0, name.find('.'));
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

// The console was given a wrong password; the BMC's proof is made with the right one, and the console went no further.
TEST(RecordedSession, WithAWrongPasswordEndsAtTheBmcsProof) {
    SKIP_WITHOUT_CORPUS();
    const Recording recording{"ipmitool_lanplus_cs3_badpassword.pcap", 3, "ipmiusr", "test", 0};
    Login right(recording, "test");
    Login wrong(recording, "wrong");
    for (const auto& datagram : capture::read(std::filesystem::path(corpus::folder()) / "rmcp" / recording.file)) {
        const auto packet = Session20::decode(datagram.payload, 12);
        if (!packet) continue;
        right.take(*packet);
        wrong.take(*packet);
    }
    EXPECT_TRUE(right.bmc_proved);
    EXPECT_FALSE(wrong.bmc_proved);
    EXPECT_FALSE(right.console_proved);
}

// No packet of an IPMI 1.5 session may be taken for one of 2.0, whatever its authentication type.
TEST(RecordedSession, OfIpmi15IsNotRmcpPlus) {
    SKIP_WITHOUT_CORPUS();
    std::size_t seen = 0;
    for (const auto& file : corpus::files("rmcp", "ipmitool_lan15_", ".pcap")) {
        for (const auto& datagram : capture::read(file)) {
            EXPECT_FALSE(Session20::decode(datagram.payload, 12));
            EXPECT_EQ(route_of(datagram.payload).error().code, Errc::unsupported);
            ++seen;
        }
    }
    EXPECT_GT(seen, 20u);
}

// Suites that we never propose (0, 1, 2, 6, 7, 8, 11, 12) still arrive as bytes: every datagram has a route.
TEST(RecordedSession, OfOtherSuitesHasARouteInEveryDatagram) {
    SKIP_WITHOUT_CORPUS();
    for (const auto* suite : {"cs0", "cs1", "cs2", "cs6", "cs7", "cs8", "cs11", "cs12"}) {
        const auto file =
            std::filesystem::path(corpus::folder()) / "rmcp" / (std::string("ipmitool_lanplus_") + suite + ".pcap");
        for (const auto& datagram : capture::read(file)) {
            if (datagram.payload.at(4) != authentication_type_rmcpp) continue;
            EXPECT_TRUE(route_of(datagram.payload)) << suite;
        }
    }
}

}  // namespace
}  // namespace ipmi::packet
