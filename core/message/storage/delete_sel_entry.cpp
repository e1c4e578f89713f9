#include "message/storage/delete_sel_entry.hpp"

namespace ipmi::storage {

void DeleteSelEntry::encode(wire::Writer& out, const Request& request) {
    out.u16(request.reservation_id);
    out.u16(request.record_id);
}

void DeleteSelEntry::encode(wire::Writer& out, const Response& response) {
    out.u16(response.record_id);
}

Result<DeleteSelEntry::Request> DeleteSelEntry::decode_request(wire::Reader body) {
    Request request;
    request.reservation_id = body.u16();
    request.record_id = body.u16();
    if (body.failed()) return malformed("Delete SEL Entry request");
    return request;
}

Result<DeleteSelEntry::Response> DeleteSelEntry::decode_response(wire::Reader body) {
    Response response;
    response.record_id = body.u16();
    if (body.failed()) return malformed("Delete SEL Entry response");
    return response;
}

}  // namespace ipmi::storage
