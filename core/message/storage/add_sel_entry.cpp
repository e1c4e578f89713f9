#include "message/storage/add_sel_entry.hpp"

namespace ipmi::storage {

void AddSelEntry::encode(wire::Writer& out, const Request& request) {
    out.bytes(request.record);
}

void AddSelEntry::encode(wire::Writer& out, const Response& response) {
    out.u16(response.record_id);
}

Result<AddSelEntry::Request> AddSelEntry::decode_request(wire::Reader body) {
    Request request;
    request.record = body.array<16>();
    if (body.failed()) return malformed("Add SEL Entry request");
    return request;
}

Result<AddSelEntry::Response> AddSelEntry::decode_response(wire::Reader body) {
    Response response;
    response.record_id = body.u16();
    if (body.failed()) return malformed("Add SEL Entry response");
    return response;
}

}  // namespace ipmi::storage
