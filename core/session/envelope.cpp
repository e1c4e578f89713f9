#include "session/envelope.hpp"

#include <array>
#include <utility>

#include "base/error.hpp"

namespace ipmi::session {
namespace {
constexpr std::uint32_t window = 32;  // twice the most requests outstanding
}

Envelope::Envelope(SessionKeys keys, crypto::RandomPool& random) : keys_(std::move(keys)), random_(random) {}

void Envelope::seal(Bytes& out, const packet::LanMessage& message) {
    plain_.clear();
    wire::Writer plain(plain_);
    packet::LanMessage::encode(plain, message);
    // Confidentiality trailer: pad bytes 01h, 02h, …, then their number; together a multiple of the block.
    const auto pad = (crypto::aes_block - (plain_.size() + 1) % crypto::aes_block) % crypto::aes_block;
    for (std::size_t i = 1; i <= pad; ++i) plain_.push_back(static_cast<std::uint8_t>(i));
    plain_.push_back(static_cast<std::uint8_t>(pad));

    out.clear();
    wire::Writer writer(out);
    packet::Session20::begin_signed(writer, packet::PayloadType::ipmi, keys_.bmc_session_id, next_sequence_,
                                    crypto::aes_block + plain_.size());
    if (++next_sequence_ == 0) next_sequence_ = 1;
    std::array<std::uint8_t, crypto::aes_block> random{};
    random_.fill(random);
    const auto at = out.size();
    out.resize(at + crypto::aes_block + plain_.size());
    keys_.encrypt.run(random, plain_, std::span(out).subspan(at));
    packet::Session20::end_signed(writer, 0);
    const auto code = keys_.integrity.of(writer.written(packet::Rmcp::size));
    writer.bytes(code.view().first(keys_.suite->integrity_size));
}

/// A window below the newest number: replies to pipelined requests may overtake each other, none may come twice, and
/// one that comes very late is not believed (its request is simply sent again).
bool Envelope::fresh(std::uint32_t sequence) const {
    if (sequence == 0) return false;
    const auto ahead = sequence - highest_;
    if (highest_ == 0 || (ahead != 0 && ahead < 0x80000000u)) return true;
    const auto behind = highest_ - sequence;
    return behind < window && (seen_ >> behind & 1) == 0;
}

void Envelope::mark(std::uint32_t sequence) {
    const auto ahead = sequence - highest_;
    if (highest_ == 0) {
        seen_ = 1;
        highest_ = sequence;
    } else if (ahead != 0 && ahead < 0x80000000u) {
        seen_ = ahead < 64 ? (seen_ << ahead) | 1 : 1;
        highest_ = sequence;
    } else {
        seen_ |= std::uint64_t{1} << (highest_ - sequence);
    }
}

Result<packet::LanMessage> Envelope::open(ByteView datagram, Bytes& buffer) {
    const auto size = keys_.suite->integrity_size;
    const auto packet = packet::Session20::decode(datagram, size);
    if (!packet) return std::unexpected(packet.error());
    if (packet->session_id != keys_.console_session_id) return malformed("reply for another session");
    if (!packet->authenticated || !packet->encrypted || packet->payload_type != packet::PayloadType::ipmi)
        return malformed("reply is not authenticated and encrypted");
    const auto code = keys_.integrity.of(packet->signed_part);
    if (!crypto::equal(code.view().first(size), packet->auth_code.first(size))) return malformed("wrong AuthCode");
    if (!fresh(packet->sequence)) return malformed("session sequence number seen before");

    const auto payload = packet->payload;
    if (payload.size() < 2 * crypto::aes_block || payload.size() % crypto::aes_block != 0)
        return malformed("encrypted payload size");
    buffer.resize(payload.size() - crypto::aes_block);
    if (!keys_.decrypt.run(payload, buffer)) return malformed("encrypted payload");
    const std::size_t pad = buffer.back();
    // Table 13-20 allows 0 to 15 pad bytes; some firmware fills a whole block, as OpenSSL's own padding does.
    if (pad > crypto::aes_block || pad + 1 > buffer.size()) return malformed("confidentiality pad length");
    if (pad == crypto::aes_block) quirks_.note(Quirk::sixteen_byte_pad);
    const auto message = packet::LanMessage::decode(ByteView(buffer).first(buffer.size() - pad - 1));
    if (!message) return std::unexpected(message.error());
    if (packet->auth_code.size() > size) quirks_.note(Quirk::long_auth_code);
    mark(packet->sequence);
    return *message;
}

}  // namespace ipmi::session
