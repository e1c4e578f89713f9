// The IPMI 2.0 (RMCP+) session header and trailer, without cryptography: where the bytes stand and which of them are
// authenticated. IPMI v2.0 rev 1.1, §13.6 and table 13-8.
#pragma once

#include "base/error.hpp"
#include "packet/rmcp.hpp"

namespace ipmi::packet {

/// Payload types, table 13-16.
enum class PayloadType : std::uint8_t {
    ipmi = 0x00,
    sol = 0x01,
    oem_explicit = 0x02,
    open_session_request = 0x10,
    open_session_response = 0x11,
    rakp1 = 0x12,
    rakp2 = 0x13,
    rakp3 = 0x14,
    rakp4 = 0x15,
};

inline constexpr std::uint8_t authentication_type_rmcpp = 0x06;

struct Session20 {
    static constexpr std::size_t header_size = 12;  ///< after RMCP, without OEM explicit fields

    PayloadType payload_type = PayloadType::ipmi;
    bool encrypted = false;
    bool authenticated = false;
    std::uint32_t session_id = 0;  ///< 0 outside a session
    std::uint32_t sequence = 0;    ///< 0 outside a session
    ByteView payload{};            ///< borrowed; still encrypted where `encrypted`
    ByteView signed_part{};        ///< authenticated: from the authentication type to the next header byte
    ByteView auth_code{};          ///< authenticated: the rest of the datagram

    /// RMCP header, session header and `payload`, without trailer: a message outside or unauthenticated inside a
    /// session.
    static void encode_plain(wire::Writer& out, PayloadType type, std::uint32_t session_id, std::uint32_t sequence,
                             ByteView payload);

    /// Starts an authenticated, encrypted packet of `payload_size` bytes; the payload is then appended by the caller
    /// and the packet ended with `end_signed`.
    static void begin_signed(wire::Writer& out, PayloadType type, std::uint32_t session_id, std::uint32_t sequence,
                             std::size_t payload_size);
    /// Integrity pad, pad length and next header; then the caller appends the AuthCode over out.written(start + 4).
    /// `start`: where the RMCP header of this packet begins.
    static void end_signed(wire::Writer& out, std::size_t start);

    /// `auth_code_size`: of the session's suite; ignored for packets that are not authenticated. Whole datagram in.
    /// Errors: malformed.
    static Result<Session20> decode(ByteView datagram, std::size_t auth_code_size);
};

/// What sends a datagram to the right session, read without any key: for session payloads the console's own id inside.
struct Route {
    PayloadType payload_type = PayloadType::ipmi;
    std::uint32_t console_session_id = 0;  ///< 0: outside any session
};
/// Errors: malformed, unsupported (not RMCP+).
Result<Route> route_of(ByteView datagram);

}  // namespace ipmi::packet
