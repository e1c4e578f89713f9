#include "message/storage/set_sel_time.hpp"

namespace ipmi::storage {

void SetSelTime::encode(wire::Writer& out, const Request& request) {
    out.u32(request.time);
}

void SetSelTime::encode(wire::Writer&, const Response&) {}

Result<SetSelTime::Request> SetSelTime::decode_request(wire::Reader body) {
    Request request;
    request.time = body.u32();
    if (body.failed()) return malformed("Set SEL Time request");
    return request;
}

Result<SetSelTime::Response> SetSelTime::decode_response(wire::Reader) {
    return Response{};
}

}  // namespace ipmi::storage
