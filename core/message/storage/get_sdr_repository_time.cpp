#include "message/storage/get_sdr_repository_time.hpp"

namespace ipmi::storage {

void GetSdrRepositoryTime::encode(wire::Writer&, const Request&) {}

void GetSdrRepositoryTime::encode(wire::Writer& out, const Response& response) {
    out.u32(response.time);
}

Result<GetSdrRepositoryTime::Request> GetSdrRepositoryTime::decode_request(wire::Reader) {
    return Request{};
}

Result<GetSdrRepositoryTime::Response> GetSdrRepositoryTime::decode_response(wire::Reader body) {
    Response response;
    response.time = body.u32();
    if (body.failed()) return malformed("Get SDR Repository Time response");
    return response;
}

}  // namespace ipmi::storage
