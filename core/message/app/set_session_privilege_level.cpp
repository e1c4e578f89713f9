#include "message/app/set_session_privilege_level.hpp"

namespace ipmi::app {

void SetSessionPrivilegeLevel::encode(wire::Writer& out, const Request& request) {
    out.u8(request.requested_privilege_level);
}

void SetSessionPrivilegeLevel::encode(wire::Writer& out, const Response& response) {
    out.u8(response.new_privilege_level);
}

Result<SetSessionPrivilegeLevel::Request> SetSessionPrivilegeLevel::decode_request(wire::Reader body) {
    Request request;
    request.requested_privilege_level = static_cast<std::uint8_t>(body.u8() & 0x0f);
    if (body.failed()) return malformed("Set Session Privilege Level request");
    return request;
}

Result<SetSessionPrivilegeLevel::Response> SetSessionPrivilegeLevel::decode_response(wire::Reader body) {
    Response response;
    response.new_privilege_level = static_cast<std::uint8_t>(body.u8() & 0x0f);
    if (body.failed()) return malformed("Set Session Privilege Level response");
    return response;
}

}  // namespace ipmi::app
