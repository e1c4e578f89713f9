#include "session.hpp"

#include <array>

namespace ipmi::sim {

bool SequenceWindow::take(std::uint32_t sequence) {
    if (sequence == 0) return false;
    const auto ahead = sequence - highest_;
    if (highest_ == 0 || (ahead != 0 && ahead <= reach)) {
        seen_ = highest_ == 0 || ahead >= 32 ? 1u : seen_ << ahead | 1u;
        highest_ = sequence;
        return true;
    }
    const auto behind = highest_ - sequence;
    if (behind >= reach || (seen_ >> behind & 1) != 0) return false;
    seen_ |= 1u << behind;
    return true;
}

void Session::derive_keys(const crypto::Hmac& kg) {
    const auto hash = suite->hash;
    sik = crypto::Hmac(hash, crypto::session_integrity_key(kg, exchange).view());
    integrity = crypto::Hmac(hash, crypto::additional_key(sik, 1).view());
    const auto k2 = crypto::additional_key(sik, 2);
    const auto aes_key = k2.view().first<crypto::aes_block>();
    encrypt = crypto::AesCbcEncryptor(aes_key);
    decrypt = crypto::AesCbcDecryptor(aes_key);
}

std::optional<ByteView> Session::open(const packet::Session20& packet, Bytes& buffer) {
    if (!packet.authenticated || !packet.encrypted) return std::nullopt;
    const auto size = suite->integrity_size;
    if (packet.auth_code.size() != size) return std::nullopt;
    const auto code = integrity.of(packet.signed_part);
    if (!crypto::equal(code.view().first(size), packet.auth_code)) return std::nullopt;
    if (!window.take(packet.sequence)) return std::nullopt;
    const auto payload = packet.payload;
    if (payload.size() < 2 * crypto::aes_block || payload.size() % crypto::aes_block != 0) return std::nullopt;
    buffer.resize(payload.size() - crypto::aes_block);
    if (!decrypt.run(payload, buffer)) return std::nullopt;
    const std::size_t pad = buffer.back();
    if (pad >= crypto::aes_block) return std::nullopt;
    return ByteView(buffer).first(buffer.size() - pad - 1);
}

void Session::seal(Bytes& out, Bytes& plain, Random& random, const SealFaults& faults) {
    auto pad = (crypto::aes_block - (plain.size() + 1) % crypto::aes_block) % crypto::aes_block;
    if (pad == 0 && faults.sixteen_byte_pad) pad = crypto::aes_block;
    for (std::size_t i = 1; i <= pad; ++i) plain.push_back(static_cast<std::uint8_t>(i));
    plain.push_back(faults.pad_length.value_or(static_cast<std::uint8_t>(pad)));

    const auto start = out.size();
    wire::Writer writer(out);
    packet::Session20::begin_signed(writer, packet::PayloadType::ipmi, exchange.console_session_id, next_sequence,
                                    crypto::aes_block + plain.size() + static_cast<std::size_t>(faults.length_error));
    if (++next_sequence == 0) next_sequence = 1;
    std::array<std::uint8_t, crypto::aes_block> block{};
    random.fill(block);
    const auto at = out.size();
    out.resize(at + crypto::aes_block + plain.size());
    encrypt.run(block, plain, std::span(out).subspan(at));
    packet::Session20::end_signed(writer, start);
    auto code = integrity.of(writer.written(start + packet::Rmcp::size));
    if (faults.wrong_auth_code) code.bytes[0] ^= 1;
    writer.bytes(faults.long_auth_code ? code.view() : code.view().first(suite->integrity_size));
    out.resize(out.size() - std::min(faults.cut, out.size() - start));
}

}  // namespace ipmi::sim
