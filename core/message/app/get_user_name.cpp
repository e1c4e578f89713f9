#include "message/app/get_user_name.hpp"

#include <algorithm>

namespace ipmi::app {

void GetUserName::encode(wire::Writer& out, const Request& request) {
    out.u8(static_cast<std::uint8_t>(request.user_id & 0x3f));
}

void GetUserName::encode(wire::Writer& out, const Response& response) {
    const auto size = std::min<std::size_t>(response.user_name.size(), 16);
    out.bytes(as_bytes(response.user_name).first(size));
    out.fill(16 - size, 0);
}

Result<GetUserName::Request> GetUserName::decode_request(wire::Reader body) {
    Request request;
    request.user_id = static_cast<std::uint8_t>(body.u8() & 0x3f);
    if (body.failed()) return malformed("Get User Name request");
    return request;
}

Result<GetUserName::Response> GetUserName::decode_response(wire::Reader body) {
    Response response;
    const auto field = as_text(body.bytes(16));
    response.user_name = field.substr(0, field.find('\0'));
    if (body.failed()) return malformed("Get User Name response");
    return response;
}

}  // namespace ipmi::app
