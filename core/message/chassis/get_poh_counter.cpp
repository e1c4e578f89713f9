#include "message/chassis/get_poh_counter.hpp"

namespace ipmi::chassis {

void GetPohCounter::encode(wire::Writer&, const Request&) {}

void GetPohCounter::encode(wire::Writer& out, const Response& response) {
    out.u8(response.minutes_per_count);
    out.u32(response.count);
}

Result<GetPohCounter::Request> GetPohCounter::decode_request(wire::Reader) {
    return Request{};
}

Result<GetPohCounter::Response> GetPohCounter::decode_response(wire::Reader body) {
    Response response;
    response.minutes_per_count = body.u8();
    response.count = body.u32();
    if (body.failed()) return malformed("Get POH Counter response");
    return response;
}

}  // namespace ipmi::chassis
