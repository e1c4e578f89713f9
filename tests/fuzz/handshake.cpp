// A BMC that logs us in, hostile from the first answer on. The input is a list of session payloads: type, size, bytes.
// Where a payload's size byte has its top bit set, the proof inside is made right, so that what lies behind it is
// reached; where no proof was, the handshake must not end in keys.
#include "session/handshake.hpp"
#include "crypto/key_schedule.hpp"
#include "fuzz/fuzz.hpp"

namespace {

using ipmi::Bytes;
using ipmi::ByteView;
namespace crypto = ipmi::crypto;
namespace packet = ipmi::packet;
namespace session = ipmi::session;

constexpr std::uint32_t console_session_id = 0xa0a2a3a4;
constexpr std::string_view password = "a password of 20 by.";

/// The BMC's half of the exchange, as far as its own answers go.
struct Bmc {
    const crypto::CipherSuite& suite;
    crypto::Exchange exchange{};
    crypto::Hmac user_key{};
    bool proved = false;

    void prove(packet::PayloadType type, Bytes& payload) {
        constexpr std::size_t rakp2_head = 40;
        constexpr std::size_t rakp4_head = 8;
        if (type == packet::PayloadType::rakp2 && payload.size() >= rakp2_head) {
            for (std::size_t i = 0; i < 16; ++i) exchange.bmc_random[i] = payload[8 + i];
            for (std::size_t i = 0; i < 16; ++i) exchange.bmc_guid[i] = payload[24 + i];
            payload.resize(rakp2_head);
            const auto code = crypto::rakp2_code(user_key, exchange);
            payload.insert(payload.end(), code.view().begin(), code.view().end());
            proved = true;
        } else if (type == packet::PayloadType::rakp4 && payload.size() >= rakp4_head) {
            payload.resize(rakp4_head);
            const crypto::Hmac sik(suite.hash, crypto::session_integrity_key(user_key, exchange).view());
            const auto value = crypto::rakp4_check_value(suite, sik, exchange);
            payload.insert(payload.end(), value.view().begin(), value.view().end());
        }
    }
};

void run(const crypto::CipherSuite& suite, ipmi::wire::Reader input) {
    ipmi::Credentials credentials;
    credentials.user = "root";
    credentials.password = ipmi::Secret(password);
    session::Handshake handshake(credentials, suite, console_session_id, 7, {});
    Bmc bmc{.suite = suite,
            .exchange = {},
            .user_key = crypto::Hmac(suite.hash, ipmi::as_bytes(password)),
            .proved = false};
    bmc.exchange.console_session_id = console_session_id;
    bmc.exchange.user = credentials.user;
    for (int answers = 0; answers < 8 && input.remaining() >= 2; ++answers) {
        const auto type = static_cast<packet::PayloadType>(input.u8());
        const auto size = input.u8();
        const auto view = input.bytes(std::min<std::size_t>(size & 0x7f, input.remaining()));
        Bytes payload(view.begin(), view.end());
        if ((size & 0x80) != 0) {
            const auto sent = packet::Session20::decode(handshake.message(), 0);
            if (sent && sent->payload_type == packet::PayloadType::rakp1) {
                const auto rakp1 = session::Rakp1::decode(ipmi::wire::Reader(sent->payload));
                fuzz::require(rakp1.has_value(), "our own RAKP 1 can be read");
                bmc.exchange.bmc_session_id = rakp1->bmc_session_id;
                bmc.exchange.console_random = rakp1->console_random;
                bmc.exchange.role = rakp1->role;
            }
            bmc.prove(type, payload);
        }
        const auto step = handshake.receive(type, payload);
        if (!step) return;
        if (handshake.step() == session::Handshake::Step::done) {
            fuzz::require(bmc.proved, "no keys without the proof of the password");
            const auto keys = handshake.take_keys();
            fuzz::require(keys.suite == &suite && keys.bmc_session_id != 0, "keys of the suite that was asked for");
            return;
        }
        fuzz::require(packet::Session20::decode(handshake.message(), 0).has_value(), "the next message can be read");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    for (const auto& suite : crypto::cipher_suites()) run(suite, ipmi::wire::Reader(ByteView(data, size)));
    return 0;
}
