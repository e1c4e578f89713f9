#include "message/sensor/get_sensor_event_enable.hpp"

namespace ipmi::sensor {

void GetSensorEventEnable::encode(wire::Writer& out, const Request& request) {
    out.u8(request.sensor_number);
}

void GetSensorEventEnable::encode(wire::Writer& out, const Response& response) {
    out.u8(static_cast<std::uint8_t>((response.event_messages_enabled ? 0x80 : 0) |
                                     (response.scanning_enabled ? 0x40 : 0)));
    if (response.assertion_mask) out.u16(*response.assertion_mask);
    if (response.deassertion_mask) out.u16(*response.deassertion_mask);
}

Result<GetSensorEventEnable::Request> GetSensorEventEnable::decode_request(wire::Reader body) {
    Request request;
    request.sensor_number = body.u8();
    if (body.failed()) return malformed("Get Sensor Event Enable request");
    return request;
}

Result<GetSensorEventEnable::Response> GetSensorEventEnable::decode_response(wire::Reader body) {
    Response response;
    const auto flags = body.u8();
    response.event_messages_enabled = (flags & 0x80) != 0;
    response.scanning_enabled = (flags & 0x40) != 0;
    if (body.remaining() >= 2) response.assertion_mask = body.u16();
    if (body.remaining() >= 2) response.deassertion_mask = body.u16();
    if (body.failed()) return malformed("Get Sensor Event Enable response");
    return response;
}

}  // namespace ipmi::sensor
