#include "message/app/get_channel_authentication_capabilities.hpp"

namespace ipmi::app {

void GetChannelAuthenticationCapabilities::encode(wire::Writer& out, const Request& request) {
    out.u8(static_cast<std::uint8_t>((request.ask_for_ipmi20 ? 0x80 : 0) | (request.channel & 0x0f)));
    out.u8(static_cast<std::uint8_t>(request.privilege & 0x0f));
}

void GetChannelAuthenticationCapabilities::encode(wire::Writer& out, const Response& response) {
    out.u8(response.channel);
    out.u8(static_cast<std::uint8_t>((response.ipmi20_data ? 0x80 : 0) | (response.supports_oem ? 0x20 : 0) |
                                     (response.supports_password ? 0x10 : 0) | (response.supports_md5 ? 0x04 : 0) |
                                     (response.supports_md2 ? 0x02 : 0) | (response.supports_none ? 0x01 : 0)));
    out.u8(static_cast<std::uint8_t>(
        (response.needs_kg ? 0x20 : 0) | (response.per_message_authentication_off ? 0x10 : 0) |
        (response.user_level_authentication_off ? 0x08 : 0) | (response.non_null_users ? 0x04 : 0) |
        (response.null_users ? 0x02 : 0) | (response.anonymous_login ? 0x01 : 0)));
    out.u8(static_cast<std::uint8_t>((response.supports_ipmi20 ? 0x02 : 0) | (response.supports_ipmi15 ? 0x01 : 0)));
    out.u24(response.oem_id);
    out.u8(response.oem_auxiliary);
}

Result<GetChannelAuthenticationCapabilities::Request> GetChannelAuthenticationCapabilities::decode_request(
    wire::Reader body) {
    Request request;
    const auto channel = body.u8();
    request.ask_for_ipmi20 = (channel & 0x80) != 0;
    request.channel = static_cast<std::uint8_t>(channel & 0x0f);
    request.privilege = static_cast<std::uint8_t>(body.u8() & 0x0f);
    if (body.failed()) return malformed("Get Channel Authentication Capabilities request");
    return request;
}

Result<GetChannelAuthenticationCapabilities::Response> GetChannelAuthenticationCapabilities::decode_response(
    wire::Reader body) {
    Response response;
    response.channel = body.u8();
    const auto types = body.u8();
    response.ipmi20_data = (types & 0x80) != 0;
    response.supports_oem = (types & 0x20) != 0;
    response.supports_password = (types & 0x10) != 0;
    response.supports_md5 = (types & 0x04) != 0;
    response.supports_md2 = (types & 0x02) != 0;
    response.supports_none = (types & 0x01) != 0;
    const auto status = body.u8();
    response.needs_kg = (status & 0x20) != 0;
    response.per_message_authentication_off = (status & 0x10) != 0;
    response.user_level_authentication_off = (status & 0x08) != 0;
    response.non_null_users = (status & 0x04) != 0;
    response.null_users = (status & 0x02) != 0;
    response.anonymous_login = (status & 0x01) != 0;
    const auto versions = body.u8();
    response.supports_ipmi20 = (versions & 0x02) != 0;
    response.supports_ipmi15 = (versions & 0x01) != 0;
    response.oem_id = body.u24();
    response.oem_auxiliary = body.u8();
    if (body.failed()) return malformed("Get Channel Authentication Capabilities response");
    return response;
}

}  // namespace ipmi::app
