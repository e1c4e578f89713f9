#include "message/chassis/chassis_identify.hpp"

namespace ipmi::chassis {

void ChassisIdentify::encode(wire::Writer& out, const Request& request) {
    // The second byte cannot stand alone; 15 s is what an absent interval means.
    if (request.interval_seconds || request.force_on) out.u8(request.interval_seconds.value_or(15));
    if (request.force_on) out.u8(*request.force_on ? 0x01 : 0x00);
}

void ChassisIdentify::encode(wire::Writer&, const Response&) {}

Result<ChassisIdentify::Request> ChassisIdentify::decode_request(wire::Reader body) {
    Request request;
    if (body.remaining() > 0) request.interval_seconds = body.u8();
    if (body.remaining() > 0) request.force_on = (body.u8() & 0x01) != 0;
    if (body.failed()) return malformed("Chassis Identify request");
    return request;
}

Result<ChassisIdentify::Response> ChassisIdentify::decode_response(wire::Reader) {
    return Response{};
}

}  // namespace ipmi::chassis
