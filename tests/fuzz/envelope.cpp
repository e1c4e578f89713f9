// Replies inside a session. First byte 0: the datagram as it is, which without the key must be refused. Otherwise a BMC
// that holds the keys encrypts and signs what the input says: plain text with any padding, any sequence number and
// size.
#include "session/envelope.hpp"

#include <array>

#include "crypto/key_schedule.hpp"
#include "fuzz/fuzz.hpp"

namespace {

using ipmi::Bytes;
using ipmi::ByteView;
namespace crypto = ipmi::crypto;
namespace packet = ipmi::packet;
namespace session = ipmi::session;

constexpr std::uint32_t console_session_id = 0xa0a2a3a4;
constexpr std::uint32_t bmc_session_id = 0x02002600;

session::SessionKeys keys_of(const crypto::CipherSuite& suite) {
    session::SessionKeys keys;
    const Bytes key(16, 0x5a);
    keys.suite = &suite;
    keys.console_session_id = console_session_id;
    keys.bmc_session_id = bmc_session_id;
    keys.integrity = crypto::Hmac(suite.hash, key);
    keys.encrypt = crypto::AesCbcEncryptor(ByteView(key).first<16>());
    keys.decrypt = crypto::AesCbcDecryptor(ByteView(key).first<16>());
    return keys;
}

/// What a BMC with the keys would send: sequence number, then plain text cut to whole blocks.
Bytes sealed(const session::SessionKeys& keys, std::uint32_t sequence, ByteView plain) {
    Bytes payload(16 + plain.size() / 16 * 16);
    constexpr std::array<std::uint8_t, 16> random{};
    keys.encrypt.run(random, plain.first(payload.size() - 16), payload);
    Bytes datagram;
    ipmi::wire::Writer writer(datagram);
    packet::Session20::begin_signed(writer, packet::PayloadType::ipmi, console_session_id, sequence, payload.size());
    writer.bytes(payload);
    packet::Session20::end_signed(writer, 0);
    const auto code = keys.integrity.of(writer.written(packet::Rmcp::size));
    writer.bytes(code.view().first(keys.suite->integrity_size));
    return datagram;
}

void check(const crypto::CipherSuite& suite, ByteView input) {
    crypto::RandomPool random;
    session::Envelope envelope(keys_of(suite), random);
    const auto keys = keys_of(suite);
    Bytes plain;
    if (input[0] == 0) {
        (void)envelope.open(input.subspan(1), plain);
        return;
    }
    ipmi::wire::Reader in(input.subspan(1));
    while (in.remaining() >= 2) {
        const std::uint32_t sequence = in.u8();
        const auto text = in.bytes(std::min<std::size_t>(in.u8(), in.remaining()));
        const auto datagram = sealed(keys, sequence, text);
        const auto message = envelope.open(datagram, plain);
        if (!message) continue;
        fuzz::require(message->data.data() >= plain.data() &&
                          message->data.data() + message->data.size() <= plain.data() + plain.size(),
                      "message data lies inside the plain text");
        Bytes again;
        fuzz::require(!envelope.open(datagram, again), "no reply is believed twice");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2 || size > 2048) return 0;
    for (const auto& suite : crypto::cipher_suites()) check(suite, ByteView(data, size));
    return 0;
}
