#include "message/sensor/get_sensor_reading.hpp"

namespace ipmi::sensor {
namespace {
constexpr std::uint8_t events_enabled = 0x80;
constexpr std::uint8_t scanning_enabled_bit = 0x40;
constexpr std::uint8_t unavailable = 0x20;
}  // namespace

void GetSensorReading::encode(wire::Writer& out, const Request& request) {
    out.u8(request.sensor_number);
}

void GetSensorReading::encode(wire::Writer& out, const Response& response) {
    out.u8(response.raw_reading);
    out.u8(static_cast<std::uint8_t>((response.event_messages_enabled ? events_enabled : 0) |
                                     (response.scanning_enabled ? scanning_enabled_bit : 0) |
                                     (response.reading_unavailable ? unavailable : 0)));
    if (response.states_low) out.u8(*response.states_low);
    if (response.states_low && response.states_high) out.u8(*response.states_high);
}

Result<GetSensorReading::Request> GetSensorReading::decode_request(wire::Reader body) {
    Request request;
    request.sensor_number = body.u8();
    if (body.failed()) return malformed("Get Sensor Reading request");
    return request;
}

Result<GetSensorReading::Response> GetSensorReading::decode_response(wire::Reader body) {
    Response response;
    response.raw_reading = body.u8();
    const auto flags = body.u8();
    response.event_messages_enabled = (flags & events_enabled) != 0;
    response.scanning_enabled = (flags & scanning_enabled_bit) != 0;
    response.reading_unavailable = (flags & unavailable) != 0;
    // Some BMCs stop after the flags when the entity is absent; ipmitool accepts that too.
    if (body.remaining() > 0) response.states_low = body.u8();
    if (body.remaining() > 0) response.states_high = body.u8();
    if (body.failed()) return malformed("Get Sensor Reading response");
    return response;
}

}  // namespace ipmi::sensor
