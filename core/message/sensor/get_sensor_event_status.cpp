#include "message/sensor/get_sensor_event_status.hpp"

namespace ipmi::sensor {

void GetSensorEventStatus::encode(wire::Writer& out, const Request& request) {
    out.u8(request.sensor_number);
}

void GetSensorEventStatus::encode(wire::Writer& out, const Response& response) {
    out.u8(static_cast<std::uint8_t>((response.event_messages_enabled ? 0x80 : 0) |
                                     (response.scanning_enabled ? 0x40 : 0) |
                                     (response.reading_unavailable ? 0x20 : 0)));
    if (response.assertion_events) out.u16(*response.assertion_events);
    if (response.deassertion_events) out.u16(*response.deassertion_events);
}

Result<GetSensorEventStatus::Request> GetSensorEventStatus::decode_request(wire::Reader body) {
    Request request;
    request.sensor_number = body.u8();
    if (body.failed()) return malformed("Get Sensor Event Status request");
    return request;
}

Result<GetSensorEventStatus::Response> GetSensorEventStatus::decode_response(wire::Reader body) {
    Response response;
    const auto flags = body.u8();
    response.event_messages_enabled = (flags & 0x80) != 0;
    response.scanning_enabled = (flags & 0x40) != 0;
    response.reading_unavailable = (flags & 0x20) != 0;
    if (body.remaining() >= 2) response.assertion_events = body.u16();
    if (body.remaining() >= 2) response.deassertion_events = body.u16();
    if (body.failed()) return malformed("Get Sensor Event Status response");
    return response;
}

}  // namespace ipmi::sensor
