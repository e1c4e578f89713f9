#include "message/storage/get_sel_time.hpp"

namespace ipmi::storage {

void GetSelTime::encode(wire::Writer&, const Request&) {}

void GetSelTime::encode(wire::Writer& out, const Response& response) {
    out.u32(response.time);
}

Result<GetSelTime::Request> GetSelTime::decode_request(wire::Reader) {
    return Request{};
}

Result<GetSelTime::Response> GetSelTime::decode_response(wire::Reader body) {
    Response response;
    response.time = body.u32();
    if (body.failed()) return malformed("Get SEL Time response");
    return response;
}

}  // namespace ipmi::storage
