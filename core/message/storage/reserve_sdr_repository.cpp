#include "message/storage/reserve_sdr_repository.hpp"

namespace ipmi::storage {

void ReserveSdrRepository::encode(wire::Writer&, const Request&) {}

void ReserveSdrRepository::encode(wire::Writer& out, const Response& response) {
    out.u16(response.reservation_id);
}

Result<ReserveSdrRepository::Request> ReserveSdrRepository::decode_request(wire::Reader) {
    return Request{};
}

Result<ReserveSdrRepository::Response> ReserveSdrRepository::decode_response(wire::Reader body) {
    Response response;
    response.reservation_id = body.u16();
    if (body.failed()) return malformed("Reserve SDR Repository response");
    return response;
}

}  // namespace ipmi::storage
