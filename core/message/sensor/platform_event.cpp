#include "message/sensor/platform_event.hpp"

namespace ipmi::sensor {

void PlatformEvent::encode(wire::Writer& out, const Request& request) {
    if (request.generator_id) out.u8(*request.generator_id);
    out.u8(request.message_format);
    out.u8(request.sensor_type);
    out.u8(request.sensor_number);
    out.u8(static_cast<std::uint8_t>((request.deassertion ? 0x80 : 0) | (request.event_type & 0x7f)));
    out.bytes(request.event_data);
}

void PlatformEvent::encode(wire::Writer&, const Response&) {}

Result<PlatformEvent::Request> PlatformEvent::decode_request(wire::Reader body) {
    Request request;
    // The generator is told apart by the length alone.
    if (body.remaining() >= 8) request.generator_id = body.u8();
    request.message_format = body.u8();
    request.sensor_type = body.u8();
    request.sensor_number = body.u8();
    const auto type = body.u8();
    request.deassertion = (type & 0x80) != 0;
    request.event_type = type & 0x7f;
    request.event_data = body.array<3>();
    if (body.failed()) return malformed("Platform Event Message request");
    return request;
}

Result<PlatformEvent::Response> PlatformEvent::decode_response(wire::Reader) {
    return Response{};
}

}  // namespace ipmi::sensor
