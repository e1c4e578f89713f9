#include "message/app/get_channel_info.hpp"

namespace ipmi::app {

void GetChannelInfo::encode(wire::Writer& out, const Request& request) {
    out.u8(static_cast<std::uint8_t>(request.channel & 0x0f));
}

void GetChannelInfo::encode(wire::Writer& out, const Response& response) {
    out.u8(static_cast<std::uint8_t>(response.channel & 0x0f));
    out.u8(static_cast<std::uint8_t>(response.medium_type & 0x7f));
    out.u8(static_cast<std::uint8_t>(response.protocol_type & 0x1f));
    out.u8(static_cast<std::uint8_t>((response.session_support & 0x03) << 6 | (response.active_sessions & 0x3f)));
    out.u24(response.vendor_id);
    out.u16(response.auxiliary_info);
}

Result<GetChannelInfo::Request> GetChannelInfo::decode_request(wire::Reader body) {
    Request request;
    request.channel = static_cast<std::uint8_t>(body.u8() & 0x0f);
    if (body.failed()) return malformed("Get Channel Info request");
    return request;
}

Result<GetChannelInfo::Response> GetChannelInfo::decode_response(wire::Reader body) {
    Response response;
    response.channel = static_cast<std::uint8_t>(body.u8() & 0x0f);
    response.medium_type = static_cast<std::uint8_t>(body.u8() & 0x7f);
    response.protocol_type = static_cast<std::uint8_t>(body.u8() & 0x1f);
    const auto sessions = body.u8();
    response.session_support = static_cast<std::uint8_t>(sessions >> 6 & 0x03);
    response.active_sessions = static_cast<std::uint8_t>(sessions & 0x3f);
    response.vendor_id = body.u24();
    response.auxiliary_info = body.u16();
    if (body.failed()) return malformed("Get Channel Info response");
    return response;
}

}  // namespace ipmi::app
