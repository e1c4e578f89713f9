#include "session15.hpp"

#include "packet/rmcp.hpp"

namespace ipmi::sim {
namespace {
constexpr std::uint8_t no_authentication = 0x00;
}

Result<Session15> Session15::decode(ByteView datagram) {
    wire::Reader in(datagram);
    const auto rmcp = packet::Rmcp::decode(in);
    if (!rmcp) return std::unexpected(rmcp.error());
    if (rmcp->message_class != packet::Rmcp::MessageClass::ipmi || rmcp->acknowledge)
        return malformed("IPMI 1.5 packet");
    if (in.u8() != no_authentication) return fail(Errc::unsupported, "IPMI 1.5 authentication");
    Session15 packet;
    packet.sequence = in.u32();
    packet.session_id = in.u32();
    const auto size = in.u8();
    packet.payload = in.bytes(size);
    if (in.failed()) return malformed("IPMI 1.5 packet");
    return packet;
}

void Session15::encode(wire::Writer& out, ByteView payload) {
    packet::Rmcp::encode(out, packet::Rmcp{});
    out.u8(no_authentication);
    out.u32(0);
    out.u32(0);
    out.u8(static_cast<std::uint8_t>(payload.size()));
    out.bytes(payload);
}

}  // namespace ipmi::sim
