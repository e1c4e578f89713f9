#include "message/app/get_system_guid.hpp"

namespace ipmi::app {

void GetSystemGuid::encode(wire::Writer&, const Request&) {}

void GetSystemGuid::encode(wire::Writer& out, const Response& response) {
    out.bytes(response.guid);
}

Result<GetSystemGuid::Request> GetSystemGuid::decode_request(wire::Reader) {
    return Request{};
}

Result<GetSystemGuid::Response> GetSystemGuid::decode_response(wire::Reader body) {
    Response response;
    response.guid = body.array<16>();
    if (body.failed()) return malformed("Get System GUID response");
    return response;
}

}  // namespace ipmi::app
