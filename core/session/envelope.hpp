// Seals requests into, and opens replies out of, authenticated and encrypted RMCP+ packets of one session.
// IPMI v2.0 rev 1.1, §13.28.4 (AuthCode), §13.29 (AES-CBC-128 payload), §6.12.13 (session sequence numbers).
#pragma once

#include "crypto/random.hpp"
#include "packet/lan_message.hpp"
#include "session/handshake.hpp"

namespace ipmi::session {

class Envelope {
public:
    Envelope(SessionKeys keys, crypto::RandomPool& random);

    /// One sealed datagram in `out` (cleared first). `message` is a request; its sequence is the caller's.
    void seal(Bytes& out, const packet::LanMessage& message);

    struct Opened {
        packet::LanMessage message{};  ///< its data points into the buffer given to open()
    };
    /// `buffer` receives the plain text. Errors: malformed (also: wrong AuthCode, replayed or too old sequence number,
    /// another session, not authenticated). Nothing of a datagram is believed before its AuthCode is checked.
    Result<packet::LanMessage> open(ByteView datagram, Bytes& buffer);

    [[nodiscard]] std::uint32_t console_session_id() const { return keys_.console_session_id; }
    [[nodiscard]] std::uint32_t bmc_session_id() const { return keys_.bmc_session_id; }
    [[nodiscard]] const crypto::CipherSuite& suite() const { return *keys_.suite; }
    [[nodiscard]] Quirks quirks() const { return quirks_; }

private:
    [[nodiscard]] bool fresh(std::uint32_t sequence) const;
    void mark(std::uint32_t sequence);

    SessionKeys keys_;
    crypto::RandomPool& random_;
    Bytes plain_;
    std::uint32_t next_sequence_ = 1;  ///< 0 is reserved for packets outside a session
    std::uint32_t highest_ = 0;        ///< inbound: the newest sequence number seen
    std::uint64_t seen_ = 0;           ///< bit n: highest_ - n has been seen
    Quirks quirks_;
};

}  // namespace ipmi::session
