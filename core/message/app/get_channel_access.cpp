#include "message/app/get_channel_access.hpp"

namespace ipmi::app {

void GetChannelAccess::encode(wire::Writer& out, const Request& request) {
    out.u8(static_cast<std::uint8_t>(request.channel & 0x0f));
    out.u8(static_cast<std::uint8_t>((request.which & 0x03) << 6));
}

void GetChannelAccess::encode(wire::Writer& out, const Response& response) {
    out.u8(static_cast<std::uint8_t>(
        (response.alerting_disabled ? 0x20 : 0) | (response.per_message_authentication_off ? 0x10 : 0) |
        (response.user_level_authentication_off ? 0x08 : 0) | (response.access_mode & 0x07)));
    out.u8(static_cast<std::uint8_t>(response.privilege_limit & 0x0f));
}

Result<GetChannelAccess::Request> GetChannelAccess::decode_request(wire::Reader body) {
    Request request;
    request.channel = static_cast<std::uint8_t>(body.u8() & 0x0f);
    const auto which = body.u8();
    request.which = static_cast<std::uint8_t>(which >> 6 & 0x03);
    if (body.failed()) return malformed("Get Channel Access request");
    return request;
}

Result<GetChannelAccess::Response> GetChannelAccess::decode_response(wire::Reader body) {
    Response response;
    const auto access = body.u8();
    response.alerting_disabled = (access & 0x20) != 0;
    response.per_message_authentication_off = (access & 0x10) != 0;
    response.user_level_authentication_off = (access & 0x08) != 0;
    response.access_mode = static_cast<std::uint8_t>(access & 0x07);
    response.privilege_limit = static_cast<std::uint8_t>(body.u8() & 0x0f);
    if (body.failed()) return malformed("Get Channel Access response");
    return response;
}

}  // namespace ipmi::app
