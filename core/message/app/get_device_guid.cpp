#include "message/app/get_device_guid.hpp"

namespace ipmi::app {

void GetDeviceGuid::encode(wire::Writer&, const Request&) {}

void GetDeviceGuid::encode(wire::Writer& out, const Response& response) {
    out.bytes(response.guid);
}

Result<GetDeviceGuid::Request> GetDeviceGuid::decode_request(wire::Reader) {
    return Request{};
}

Result<GetDeviceGuid::Response> GetDeviceGuid::decode_response(wire::Reader body) {
    Response response;
    response.guid = body.array<16>();
    if (body.failed()) return malformed("Get Device GUID response");
    return response;
}

}  // namespace ipmi::app
