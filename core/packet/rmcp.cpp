#include "packet/rmcp.hpp"

namespace ipmi::packet {

void Rmcp::encode(wire::Writer& out, const Rmcp& header) {
    out.u8(version);
    out.u8(0);
    out.u8(header.sequence);
    out.u8(
        static_cast<std::uint8_t>(static_cast<std::uint8_t>(header.message_class) | (header.acknowledge ? 0x80 : 0)));
}

Result<Rmcp> Rmcp::decode(wire::Reader& in) {
    Rmcp header;
    const auto got_version = in.u8();
    in.skip(1);
    header.sequence = in.u8();
    const auto class_byte = in.u8();
    if (in.failed() || got_version != version) return malformed("RMCP header");
    header.acknowledge = (class_byte & 0x80) != 0;
    header.message_class = static_cast<MessageClass>(class_byte & 0x1f);
    switch (header.message_class) {
        case MessageClass::asf:
        case MessageClass::ipmi:
        case MessageClass::oem: return header;
    }
    return malformed("RMCP message class");
}

}  // namespace ipmi::packet
