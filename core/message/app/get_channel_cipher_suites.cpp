#include "message/app/get_channel_cipher_suites.hpp"

#include <algorithm>

namespace ipmi::app {

void GetChannelCipherSuites::encode(wire::Writer& out, const Request& request) {
    out.u8(static_cast<std::uint8_t>(request.channel & 0x0f));
    out.u8(static_cast<std::uint8_t>(request.payload_type & 0x3f));
    out.u8(static_cast<std::uint8_t>((request.list_by_suite ? 0x80 : 0) | (request.list_index & 0x3f)));
}

void GetChannelCipherSuites::encode(wire::Writer& out, const Response& response) {
    out.u8(response.channel);
    out.bytes(response.record_data);
}

Result<GetChannelCipherSuites::Request> GetChannelCipherSuites::decode_request(wire::Reader body) {
    Request request;
    request.channel = static_cast<std::uint8_t>(body.u8() & 0x0f);
    request.payload_type = static_cast<std::uint8_t>(body.u8() & 0x3f);
    const auto index = body.u8();
    request.list_by_suite = (index & 0x80) != 0;
    request.list_index = static_cast<std::uint8_t>(index & 0x3f);
    if (body.failed()) return malformed("Get Channel Cipher Suites request");
    return request;
}

Result<GetChannelCipherSuites::Response> GetChannelCipherSuites::decode_response(wire::Reader body) {
    Response response;
    response.channel = body.u8();
    const auto data = body.bytes(std::min<std::size_t>(body.remaining(), 16));
    response.record_data.assign(data.begin(), data.end());
    if (body.failed()) return malformed("Get Channel Cipher Suites response");
    return response;
}

}  // namespace ipmi::app
