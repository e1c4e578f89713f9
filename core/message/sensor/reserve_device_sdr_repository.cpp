#include "message/sensor/reserve_device_sdr_repository.hpp"

namespace ipmi::sensor {

void ReserveDeviceSdrRepository::encode(wire::Writer&, const Request&) {}

void ReserveDeviceSdrRepository::encode(wire::Writer& out, const Response& response) {
    out.u16(response.reservation_id);
}

Result<ReserveDeviceSdrRepository::Request> ReserveDeviceSdrRepository::decode_request(wire::Reader) {
    return Request{};
}

Result<ReserveDeviceSdrRepository::Response> ReserveDeviceSdrRepository::decode_response(wire::Reader body) {
    Response response;
    response.reservation_id = body.u16();
    if (body.failed()) return malformed("Reserve Device SDR Repository response");
    return response;
}

}  // namespace ipmi::sensor
