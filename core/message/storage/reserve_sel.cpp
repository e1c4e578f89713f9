#include "message/storage/reserve_sel.hpp"

namespace ipmi::storage {

void ReserveSel::encode(wire::Writer&, const Request&) {}

void ReserveSel::encode(wire::Writer& out, const Response& response) {
    out.u16(response.reservation_id);
}

Result<ReserveSel::Request> ReserveSel::decode_request(wire::Reader) {
    return Request{};
}

Result<ReserveSel::Response> ReserveSel::decode_response(wire::Reader body) {
    Response response;
    response.reservation_id = body.u16();
    if (body.failed()) return malformed("Reserve SEL response");
    return response;
}

}  // namespace ipmi::storage
