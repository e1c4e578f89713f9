#include "message/sensor/get_sensor_hysteresis.hpp"

namespace ipmi::sensor {

void GetSensorHysteresis::encode(wire::Writer& out, const Request& request) {
    out.u8(request.sensor_number);
    out.u8(request.hysteresis_mask);
}

void GetSensorHysteresis::encode(wire::Writer& out, const Response& response) {
    out.u8(response.positive_going);
    out.u8(response.negative_going);
}

Result<GetSensorHysteresis::Request> GetSensorHysteresis::decode_request(wire::Reader body) {
    Request request;
    request.sensor_number = body.u8();
    request.hysteresis_mask = body.u8();
    if (body.failed()) return malformed("Get Sensor Hysteresis request");
    return request;
}

Result<GetSensorHysteresis::Response> GetSensorHysteresis::decode_response(wire::Reader body) {
    Response response;
    response.positive_going = body.u8();
    response.negative_going = body.u8();
    if (body.failed()) return malformed("Get Sensor Hysteresis response");
    return response;
}

}  // namespace ipmi::sensor
