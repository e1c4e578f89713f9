#include "packet/lan_message.hpp"

#include "wire/checksum.hpp"

namespace ipmi::packet {

void LanMessage::encode(wire::Writer& out, const LanMessage& message) {
    const auto start = out.size();
    out.u8(message.target_address);
    out.u8(static_cast<std::uint8_t>((message.netfn << 2) | (message.target_lun & 3)));
    out.u8(wire::checksum(out.written(start)));
    const auto second = out.size();
    out.u8(message.source_address);
    out.u8(static_cast<std::uint8_t>((message.sequence << 2) | (message.source_lun & 3)));
    out.u8(message.command);
    out.bytes(message.data);
    out.u8(wire::checksum(out.written(second)));
}

Result<LanMessage> LanMessage::decode(ByteView payload) {
    if (payload.size() < 7) return malformed("IPMI LAN message: shorter than 7 bytes");
    if (wire::checksum(payload.first(3)) != 0 || wire::checksum(payload.subspan(3)) != 0)
        return malformed("IPMI LAN message: wrong checksum");
    LanMessage message;
    message.target_address = payload[0];
    message.netfn = static_cast<std::uint8_t>(payload[1] >> 2);
    message.target_lun = static_cast<std::uint8_t>(payload[1] & 3);
    message.source_address = payload[3];
    message.sequence = static_cast<std::uint8_t>(payload[4] >> 2);
    message.source_lun = static_cast<std::uint8_t>(payload[4] & 3);
    message.command = payload[5];
    message.data = payload.subspan(6, payload.size() - 7);
    return message;
}

}  // namespace ipmi::packet
