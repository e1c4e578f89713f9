#include "message/sensor/set_sensor_thresholds.hpp"

namespace ipmi::sensor {

void SetSensorThresholds::encode(wire::Writer& out, const Request& request) {
    out.u8(request.sensor_number);
    out.u8(static_cast<std::uint8_t>(request.set_mask & 0x3f));
    out.bytes(request.thresholds);
}

void SetSensorThresholds::encode(wire::Writer&, const Response&) {}

Result<SetSensorThresholds::Request> SetSensorThresholds::decode_request(wire::Reader body) {
    Request request;
    request.sensor_number = body.u8();
    request.set_mask = static_cast<std::uint8_t>(body.u8() & 0x3f);
    request.thresholds = body.array<6>();
    if (body.failed()) return malformed("Set Sensor Thresholds request");
    return request;
}

Result<SetSensorThresholds::Response> SetSensorThresholds::decode_response(wire::Reader) {
    return Response{};
}

}  // namespace ipmi::sensor
