#include "message/sensor/get_device_sdr.hpp"

namespace ipmi::sensor {

void GetDeviceSdr::encode(wire::Writer& out, const Request& request) {
    out.u16(request.reservation_id);
    out.u16(request.record_id);
    out.u8(request.offset);
    out.u8(request.bytes_to_read);
}

void GetDeviceSdr::encode(wire::Writer& out, const Response& response) {
    out.u16(response.next_record_id);
    out.bytes(response.record_data);
}

Result<GetDeviceSdr::Request> GetDeviceSdr::decode_request(wire::Reader body) {
    Request request;
    request.reservation_id = body.u16();
    request.record_id = body.u16();
    request.offset = body.u8();
    request.bytes_to_read = body.u8();
    if (body.failed()) return malformed("Get Device SDR request");
    return request;
}

Result<GetDeviceSdr::Response> GetDeviceSdr::decode_response(wire::Reader body) {
    Response response;
    response.next_record_id = body.u16();
    const auto data = body.rest();
    response.record_data.assign(data.begin(), data.end());
    if (body.failed()) return malformed("Get Device SDR response");
    return response;
}

}  // namespace ipmi::sensor
