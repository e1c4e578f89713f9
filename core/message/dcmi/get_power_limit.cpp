#include "message/dcmi/get_power_limit.hpp"

namespace ipmi::dcmi {

void GetPowerLimit::encode(wire::Writer& out, const Request&) {
    out.u8(group_id);
    out.u16(0);
}

void GetPowerLimit::encode(wire::Writer& out, const Response& response) {
    out.u8(group_id);
    out.u16(0);
    out.u8(response.exception_action);
    out.u16(response.limit_watts);
    out.u32(response.correction_time_ms);
    out.u16(0);
    out.u16(response.sampling_period_seconds);
}

Result<GetPowerLimit::Request> GetPowerLimit::decode_request(wire::Reader body) {
    if (body.u8() != group_id) body.fail();
    body.skip(2);
    if (body.failed()) return malformed("Get Power Limit request");
    return Request{};
}

Result<GetPowerLimit::Response> GetPowerLimit::decode_response(wire::Reader body) {
    Response response;
    if (body.u8() != group_id) body.fail();
    body.skip(2);
    response.exception_action = body.u8();
    response.limit_watts = body.u16();
    response.correction_time_ms = body.u32();
    body.skip(2);
    response.sampling_period_seconds = body.u16();
    if (body.failed()) return malformed("Get Power Limit response");
    return response;
}

}  // namespace ipmi::dcmi
