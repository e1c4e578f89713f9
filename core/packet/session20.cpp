#include "packet/session20.hpp"

namespace ipmi::packet {
namespace {

constexpr std::uint8_t encrypted_bit = 0x80;
constexpr std::uint8_t authenticated_bit = 0x40;
constexpr std::uint8_t type_mask = 0x3f;
constexpr std::uint8_t next_header = 0x07;  // always 07h for RMCP+, table 13-8

void put_header(wire::Writer& out, std::uint8_t type, std::uint32_t session_id, std::uint32_t sequence,
                std::size_t size) {
    Rmcp::encode(out, Rmcp{});
    out.u8(authentication_type_rmcpp);
    out.u8(type);
    out.u32(session_id);
    out.u32(sequence);
    out.u16(static_cast<std::uint16_t>(size));
}

}  // namespace

void Session20::encode_plain(wire::Writer& out, PayloadType type, std::uint32_t session_id, std::uint32_t sequence,
                             ByteView payload) {
    put_header(out, static_cast<std::uint8_t>(type), session_id, sequence, payload.size());
    out.bytes(payload);
}

void Session20::begin_signed(wire::Writer& out, PayloadType type, std::uint32_t session_id, std::uint32_t sequence,
                             std::size_t payload_size) {
    const auto bits = static_cast<std::uint8_t>(static_cast<std::uint8_t>(type) | encrypted_bit | authenticated_bit);
    put_header(out, bits, session_id, sequence, payload_size);
}

void Session20::end_signed(wire::Writer& out, std::size_t start) {
    // From the authentication type up to and including the next header byte the length is a multiple of four.
    const auto length = out.size() - start - Rmcp::size + 2;
    const auto pad = (4 - length % 4) % 4;
    out.fill(pad, 0xff);
    out.u8(static_cast<std::uint8_t>(pad));
    out.u8(next_header);
}

Result<Session20> Session20::decode(ByteView datagram, std::size_t auth_code_size) {
    wire::Reader in(datagram);
    const auto rmcp = Rmcp::decode(in);
    if (!rmcp) return std::unexpected(rmcp.error());
    if (rmcp->message_class != Rmcp::MessageClass::ipmi || rmcp->acknowledge) return malformed("not an IPMI datagram");
    Session20 packet;
    const auto authentication_type = in.u8();
    const auto type = in.u8();
    packet.encrypted = (type & encrypted_bit) != 0;
    packet.authenticated = (type & authenticated_bit) != 0;
    packet.payload_type = static_cast<PayloadType>(type & type_mask);
    if (packet.payload_type == PayloadType::oem_explicit) in.skip(6);
    packet.session_id = in.u32();
    packet.sequence = in.u32();
    const auto size = in.u16();
    packet.payload = in.bytes(size);
    if (in.failed()) return malformed("RMCP+ session header");
    if (authentication_type != authentication_type_rmcpp) return malformed("RMCP+ authentication type");
    if (!packet.authenticated) return packet;
    // Trailer: pad bytes FFh, pad length, next header, AuthCode. Some firmware pads to other multiples or sends a
    // longer AuthCode than the suite has; the pad length is found behind the pad bytes, not computed.
    const auto trailer = in.rest();
    if (trailer.size() < 2 + auth_code_size) return malformed("RMCP+ session trailer");
    const auto body_size = datagram.size() - trailer.size();
    for (std::size_t pad = 0; pad <= 15 && pad + 2 + auth_code_size <= trailer.size(); ++pad) {
        if (trailer[pad] == pad && trailer[pad + 1] == next_header) {
            packet.signed_part = datagram.subspan(Rmcp::size, body_size - Rmcp::size + pad + 2);
            packet.auth_code = trailer.subspan(pad + 2);
            return packet;
        }
        if (trailer[pad] != 0xff) break;
    }
    return malformed("RMCP+ session trailer");
}

Result<Route> route_of(ByteView datagram) {
    wire::Reader in(datagram);
    const auto rmcp = Rmcp::decode(in);
    if (!rmcp) return std::unexpected(rmcp.error());
    if (rmcp->message_class != Rmcp::MessageClass::ipmi) return fail(Errc::unsupported, "not an IPMI datagram");
    if (in.u8() != authentication_type_rmcpp) return fail(Errc::unsupported, "not an RMCP+ datagram");
    Route route;
    route.payload_type = static_cast<PayloadType>(in.u8() & type_mask);
    if (route.payload_type == PayloadType::oem_explicit) in.skip(6);
    route.console_session_id = in.u32();
    in.skip(6);
    switch (route.payload_type) {
        case PayloadType::open_session_response:
        case PayloadType::rakp2:
        case PayloadType::rakp4:
            // tag, status, two bytes, then the console's session id; a refusal may end earlier and then names nobody
            in.skip(4);
            route.console_session_id = in.u32();
            if (in.failed()) route.console_session_id = 0;
            return route;
        default: break;
    }
    if (in.failed()) return malformed("RMCP+ session header");
    return route;
}

}  // namespace ipmi::packet
