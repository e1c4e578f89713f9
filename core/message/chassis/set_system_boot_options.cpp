#include "message/chassis/set_system_boot_options.hpp"

namespace ipmi::chassis {

void SetSystemBootOptions::encode(wire::Writer& out, const Request& request) {
    out.u8(
        static_cast<std::uint8_t>((request.mark_parameter_invalid ? 0x80 : 0) | (request.parameter_selector & 0x7f)));
    out.bytes(request.parameter_data);
}

void SetSystemBootOptions::encode(wire::Writer&, const Response&) {}

Result<SetSystemBootOptions::Request> SetSystemBootOptions::decode_request(wire::Reader body) {
    Request request;
    const auto selector = body.u8();
    request.mark_parameter_invalid = (selector & 0x80) != 0;
    request.parameter_selector = static_cast<std::uint8_t>(selector & 0x7f);
    const auto data = body.rest();
    request.parameter_data.assign(data.begin(), data.end());
    if (body.failed()) return malformed("Set System Boot Options request");
    return request;
}

Result<SetSystemBootOptions::Response> SetSystemBootOptions::decode_response(wire::Reader) {
    return Response{};
}

}  // namespace ipmi::chassis
