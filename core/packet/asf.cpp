#include "packet/asf.hpp"

namespace ipmi::packet {
namespace {

void put_header(wire::Writer& out, std::uint8_t type, std::uint8_t tag, std::uint8_t length) {
    Rmcp::encode(
        out, Rmcp{.sequence = Rmcp::no_acknowledge, .message_class = Rmcp::MessageClass::asf, .acknowledge = false});
    out.u32_be(asf_iana);
    out.u8(type);
    out.u8(tag);
    out.u8(0);
    out.u8(length);
}

/// The message tag; the reader then stands at the data.
Result<std::uint8_t> take_header(wire::Reader& in, std::uint8_t type, std::uint8_t least_length) {
    const auto rmcp = Rmcp::decode(in);
    if (!rmcp || rmcp->message_class != Rmcp::MessageClass::asf || rmcp->acknowledge) return malformed("ASF message");
    const auto iana = in.u32_be();
    const auto got_type = in.u8();
    const auto tag = in.u8();
    in.skip(1);
    const auto length = in.u8();
    if (in.failed() || iana != asf_iana || got_type != type || length < least_length) return malformed("ASF message");
    return tag;
}

}  // namespace

void PresencePing::encode(wire::Writer& out, const PresencePing& ping) {
    put_header(out, message_type, ping.message_tag, 0);
}

Result<PresencePing> PresencePing::decode(wire::Reader datagram) {
    const auto tag = take_header(datagram, message_type, 0);
    if (!tag) return std::unexpected(tag.error());
    return PresencePing{*tag};
}

void PresencePong::encode(wire::Writer& out, const PresencePong& pong) {
    put_header(out, message_type, pong.message_tag, 16);
    out.u32_be(asf_iana);
    out.u32_be(0);
    out.u8(static_cast<std::uint8_t>((pong.ipmi_supported ? 0x80 : 0) | (pong.asf_1_0_supported ? 0x01 : 0)));
    out.u8(0);
    out.fill(6, 0);
}

Result<PresencePong> PresencePong::decode(wire::Reader datagram) {
    const auto tag = take_header(datagram, message_type, 16);
    if (!tag) return std::unexpected(tag.error());
    datagram.skip(8);
    const auto entities = datagram.u8();
    datagram.skip(7);
    if (datagram.failed()) return malformed("ASF presence pong");
    return PresencePong{*tag, (entities & 0x80) != 0, (entities & 0x0f) == 0x01};
}

}  // namespace ipmi::packet
