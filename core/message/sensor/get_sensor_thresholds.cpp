#include "message/sensor/get_sensor_thresholds.hpp"

namespace ipmi::sensor {

void GetSensorThresholds::encode(wire::Writer& out, const Request& request) {
    out.u8(request.sensor_number);
}

void GetSensorThresholds::encode(wire::Writer& out, const Response& response) {
    out.u8(response.readable_mask);
    out.bytes(response.thresholds);
}

Result<GetSensorThresholds::Request> GetSensorThresholds::decode_request(wire::Reader body) {
    Request request;
    request.sensor_number = body.u8();
    if (body.failed()) return malformed("Get Sensor Thresholds request");
    return request;
}

Result<GetSensorThresholds::Response> GetSensorThresholds::decode_response(wire::Reader body) {
    Response response;
    response.readable_mask = static_cast<std::uint8_t>(body.u8() & 0x3f);
    response.thresholds = body.array<6>();
    if (body.failed()) return malformed("Get Sensor Thresholds response");
    return response;
}

}  // namespace ipmi::sensor
