#include "message/session/rakp.hpp"

namespace ipmi::session {
namespace {

Bytes copy(ByteView view) {
    return {view.begin(), view.end()};
}

}  // namespace

void Rakp1::encode(wire::Writer& out, const Rakp1& message) {
    out.u8(message.message_tag);
    out.u24(0);
    out.u32(message.bmc_session_id);
    out.bytes(message.console_random);
    out.u8(message.role);
    out.u16(0);
    out.u8(static_cast<std::uint8_t>(message.user.size()));
    out.bytes(as_bytes(message.user));
}

Result<Rakp1> Rakp1::decode(wire::Reader body) {
    Rakp1 message;
    message.message_tag = body.u8();
    body.skip(3);
    message.bmc_session_id = body.u32();
    message.console_random = body.array<16>();
    message.role = body.u8();
    body.skip(2);
    const auto length = body.u8();
    if (length > 16) return malformed("RAKP message 1: user name longer than 16 bytes");
    message.user = std::string(as_text(body.bytes(length)));
    if (body.failed()) return malformed("RAKP message 1");
    return message;
}

void Rakp2::encode(wire::Writer& out, const Rakp2& message) {
    out.u8(message.message_tag);
    out.u8(static_cast<std::uint8_t>(message.status));
    out.u16(0);
    out.u32(message.console_session_id);
    if (message.status != RmcpStatus::no_errors) return;
    out.bytes(message.bmc_random);
    out.bytes(message.bmc_guid);
    out.bytes(message.key_exchange_authentication_code);
}

Result<Rakp2> Rakp2::decode(wire::Reader body) {
    Rakp2 message;
    message.message_tag = body.u8();
    message.status = static_cast<RmcpStatus>(body.u8());
    if (body.failed()) return malformed("RAKP message 2");
    body.skip(2);
    message.console_session_id = body.u32();
    if (message.status != RmcpStatus::no_errors) {
        if (body.failed()) message.console_session_id = 0;  // half an id names nobody
        return message;
    }
    message.bmc_random = body.array<16>();
    message.bmc_guid = body.array<16>();
    message.key_exchange_authentication_code = copy(body.rest());
    if (body.failed()) return malformed("RAKP message 2");
    return message;
}

void Rakp3::encode(wire::Writer& out, const Rakp3& message) {
    out.u8(message.message_tag);
    out.u8(static_cast<std::uint8_t>(message.status));
    out.u16(0);
    out.u32(message.bmc_session_id);
    out.bytes(message.key_exchange_authentication_code);
}

Result<Rakp3> Rakp3::decode(wire::Reader body) {
    Rakp3 message;
    message.message_tag = body.u8();
    message.status = static_cast<RmcpStatus>(body.u8());
    body.skip(2);
    message.bmc_session_id = body.u32();
    message.key_exchange_authentication_code = copy(body.rest());
    if (body.failed()) return malformed("RAKP message 3");
    return message;
}

void Rakp4::encode(wire::Writer& out, const Rakp4& message) {
    out.u8(message.message_tag);
    out.u8(static_cast<std::uint8_t>(message.status));
    out.u16(0);
    out.u32(message.console_session_id);
    if (message.status != RmcpStatus::no_errors) return;
    out.bytes(message.integrity_check_value);
}

Result<Rakp4> Rakp4::decode(wire::Reader body) {
    Rakp4 message;
    message.message_tag = body.u8();
    message.status = static_cast<RmcpStatus>(body.u8());
    if (body.failed()) return malformed("RAKP message 4");
    body.skip(2);
    message.console_session_id = body.u32();
    if (message.status != RmcpStatus::no_errors) {
        if (body.failed()) message.console_session_id = 0;  // half an id names nobody
        return message;
    }
    message.integrity_check_value = copy(body.rest());
    if (body.failed()) return malformed("RAKP message 4");
    return message;
}

}  // namespace ipmi::session
