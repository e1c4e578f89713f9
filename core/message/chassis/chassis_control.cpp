#include "message/chassis/chassis_control.hpp"

namespace ipmi::chassis {

void ChassisControl::encode(wire::Writer& out, const Request& request) {
    out.u8(static_cast<std::uint8_t>(request.control));
}

void ChassisControl::encode(wire::Writer&, const Response&) {}

Result<ChassisControl::Request> ChassisControl::decode_request(wire::Reader body) {
    Request request;
    request.control = static_cast<Control>(body.u8() & 0x0f);
    if (body.failed()) return malformed("Chassis Control request");
    return request;
}

Result<ChassisControl::Response> ChassisControl::decode_response(wire::Reader) {
    return Response{};
}

}  // namespace ipmi::chassis
