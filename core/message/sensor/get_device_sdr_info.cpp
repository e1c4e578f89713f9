#include "message/sensor/get_device_sdr_info.hpp"

namespace ipmi::sensor {

void GetDeviceSdrInfo::encode(wire::Writer& out, const Request& request) {
    out.u8(request.operation);
}

void GetDeviceSdrInfo::encode(wire::Writer& out, const Response& response) {
    out.u8(response.count);
    out.u8(response.flags);
    if (response.population_change) out.u32(*response.population_change);
}

Result<GetDeviceSdrInfo::Request> GetDeviceSdrInfo::decode_request(wire::Reader body) {
    Request request;
    // Without the byte (as in IPMI 1.0) sensors are counted.
    request.operation = body.remaining() > 0 ? body.u8() : std::uint8_t{0};
    if (body.failed()) return malformed("Get Device SDR Info request");
    return request;
}

Result<GetDeviceSdrInfo::Response> GetDeviceSdrInfo::decode_response(wire::Reader body) {
    Response response;
    response.count = body.u8();
    response.flags = body.u8();
    if (body.remaining() >= 4) response.population_change = body.u32();
    if (body.failed()) return malformed("Get Device SDR Info response");
    return response;
}

}  // namespace ipmi::sensor
