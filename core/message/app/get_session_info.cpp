#include "message/app/get_session_info.hpp"

namespace ipmi::app {

void GetSessionInfo::encode(wire::Writer& out, const Request& request) {
    out.u8(request.session_index);
    if (request.session_index == 0xfe) out.u8(request.session_handle);
    if (request.session_index == 0xff) out.u32(request.session_id);
}

void GetSessionInfo::encode(wire::Writer& out, const Response& response) {
    out.u8(response.session_handle);
    out.u8(response.possible_sessions & 0x3f);
    out.u8(response.active_sessions & 0x3f);
    if (!response.user) return;
    out.u8(response.user->user_id & 0x3f);
    out.u8(response.user->privilege & 0x0f);
    out.u8(static_cast<std::uint8_t>((response.user->protocol & 0x0f) << 4 | (response.user->channel & 0x0f)));
    if (!response.console) return;
    out.bytes(response.console->ip_address);
    out.bytes(response.console->mac_address);
    out.u16(response.console->port);
}

Result<GetSessionInfo::Request> GetSessionInfo::decode_request(wire::Reader body) {
    Request request;
    request.session_index = body.u8();
    if (request.session_index == 0xfe) request.session_handle = body.u8();
    if (request.session_index == 0xff) request.session_id = body.u32();
    if (body.failed()) return malformed("Get Session Info request");
    return request;
}

Result<GetSessionInfo::Response> GetSessionInfo::decode_response(wire::Reader body) {
    Response response;
    response.session_handle = body.u8();
    response.possible_sessions = body.u8() & 0x3f;
    response.active_sessions = body.u8() & 0x3f;
    if (body.remaining() >= 3) {
        User user;
        user.user_id = body.u8() & 0x3f;
        user.privilege = body.u8() & 0x0f;
        const auto channel = body.u8();
        user.protocol = static_cast<std::uint8_t>(channel >> 4);
        user.channel = channel & 0x0f;
        response.user = user;
    }
    if (body.remaining() >= 12) {
        Console console;
        console.ip_address = body.array<4>();
        console.mac_address = body.array<6>();
        console.port = body.u16();
        response.console = console;
    }
    if (body.failed()) return malformed("Get Session Info response");
    return response;
}

}  // namespace ipmi::app
