#include "message/storage/get_sel_entry.hpp"

namespace ipmi::storage {

void GetSelEntry::encode(wire::Writer& out, const Request& request) {
    out.u16(request.reservation_id);
    out.u16(request.record_id);
    out.u8(request.offset);
    out.u8(request.bytes_to_read);
}

void GetSelEntry::encode(wire::Writer& out, const Response& response) {
    out.u16(response.next_record_id);
    out.bytes(response.record_data);
}

Result<GetSelEntry::Request> GetSelEntry::decode_request(wire::Reader body) {
    Request request;
    request.reservation_id = body.u16();
    request.record_id = body.u16();
    request.offset = body.u8();
    request.bytes_to_read = body.u8();
    if (body.failed()) return malformed("Get SEL Entry request");
    return request;
}

Result<GetSelEntry::Response> GetSelEntry::decode_response(wire::Reader body) {
    Response response;
    response.next_record_id = body.u16();
    const auto data = body.rest();
    response.record_data.assign(data.begin(), data.end());
    if (body.failed()) return malformed("Get SEL Entry response");
    return response;
}

}  // namespace ipmi::storage
