#include "message/chassis/get_system_boot_options.hpp"

namespace ipmi::chassis {

void GetSystemBootOptions::encode(wire::Writer& out, const Request& request) {
    out.u8(static_cast<std::uint8_t>(request.parameter_selector & 0x7f));
    out.u8(request.set_selector);
    out.u8(request.block_selector);
}

void GetSystemBootOptions::encode(wire::Writer& out, const Response& response) {
    out.u8(static_cast<std::uint8_t>(response.parameter_version & 0x0f));
    out.u8(static_cast<std::uint8_t>((response.parameter_invalid ? 0x80 : 0) | (response.parameter_selector & 0x7f)));
    out.bytes(response.parameter_data);
}

Result<GetSystemBootOptions::Request> GetSystemBootOptions::decode_request(wire::Reader body) {
    Request request;
    request.parameter_selector = static_cast<std::uint8_t>(body.u8() & 0x7f);
    request.set_selector = body.u8();
    request.block_selector = body.u8();
    if (body.failed()) return malformed("Get System Boot Options request");
    return request;
}

Result<GetSystemBootOptions::Response> GetSystemBootOptions::decode_response(wire::Reader body) {
    Response response;
    response.parameter_version = static_cast<std::uint8_t>(body.u8() & 0x0f);
    const auto selector = body.u8();
    response.parameter_invalid = (selector & 0x80) != 0;
    response.parameter_selector = static_cast<std::uint8_t>(selector & 0x7f);
    const auto data = body.rest();
    response.parameter_data.assign(data.begin(), data.end());
    if (body.failed()) return malformed("Get System Boot Options response");
    return response;
}

}  // namespace ipmi::chassis
