#include "message/app/get_user_access.hpp"

namespace ipmi::app {

void GetUserAccess::encode(wire::Writer& out, const Request& request) {
    out.u8(static_cast<std::uint8_t>(request.channel & 0x0f));
    out.u8(static_cast<std::uint8_t>(request.user_id & 0x3f));
}

void GetUserAccess::encode(wire::Writer& out, const Response& response) {
    out.u8(static_cast<std::uint8_t>(response.maximum_user_ids & 0x3f));
    out.u8(static_cast<std::uint8_t>((response.enable_status & 0x03) << 6 | (response.enabled_user_ids & 0x3f)));
    out.u8(static_cast<std::uint8_t>(response.fixed_names & 0x3f));
    out.u8(static_cast<std::uint8_t>((response.callback_only ? 0x40 : 0) | (response.link_authentication ? 0x20 : 0) |
                                     (response.ipmi_messaging ? 0x10 : 0) | (response.privilege_limit & 0x0f)));
}

Result<GetUserAccess::Request> GetUserAccess::decode_request(wire::Reader body) {
    Request request;
    request.channel = static_cast<std::uint8_t>(body.u8() & 0x0f);
    request.user_id = static_cast<std::uint8_t>(body.u8() & 0x3f);
    if (body.failed()) return malformed("Get User Access request");
    return request;
}

Result<GetUserAccess::Response> GetUserAccess::decode_response(wire::Reader body) {
    Response response;
    response.maximum_user_ids = static_cast<std::uint8_t>(body.u8() & 0x3f);
    const auto enabled = body.u8();
    response.enable_status = static_cast<std::uint8_t>(enabled >> 6 & 0x03);
    response.enabled_user_ids = static_cast<std::uint8_t>(enabled & 0x3f);
    response.fixed_names = static_cast<std::uint8_t>(body.u8() & 0x3f);
    const auto access = body.u8();
    response.callback_only = (access & 0x40) != 0;
    response.link_authentication = (access & 0x20) != 0;
    response.ipmi_messaging = (access & 0x10) != 0;
    response.privilege_limit = static_cast<std::uint8_t>(access & 0x0f);
    if (body.failed()) return malformed("Get User Access response");
    return response;
}

}  // namespace ipmi::app
