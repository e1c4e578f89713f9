#include "message/chassis/get_system_restart_cause.hpp"

namespace ipmi::chassis {

void GetSystemRestartCause::encode(wire::Writer&, const Request&) {}

void GetSystemRestartCause::encode(wire::Writer& out, const Response& response) {
    out.u8(static_cast<std::uint8_t>(response.restart_cause & 0x0f));
    if (response.channel) out.u8(*response.channel);
}

Result<GetSystemRestartCause::Request> GetSystemRestartCause::decode_request(wire::Reader) {
    return Request{};
}

Result<GetSystemRestartCause::Response> GetSystemRestartCause::decode_response(wire::Reader body) {
    Response response;
    response.restart_cause = static_cast<std::uint8_t>(body.u8() & 0x0f);
    if (body.remaining() >= 1) response.channel = body.u8();
    if (body.failed()) return malformed("Get System Restart Cause response");
    return response;
}

}  // namespace ipmi::chassis
