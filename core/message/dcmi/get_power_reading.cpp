#include "message/dcmi/get_power_reading.hpp"

namespace ipmi::dcmi {

void GetPowerReading::encode(wire::Writer& out, const Request& request) {
    out.u8(group_id);
    out.u8(request.mode);
    out.u8(request.mode_attributes);
    out.u8(0);
}

void GetPowerReading::encode(wire::Writer& out, const Response& response) {
    out.u8(group_id);
    out.u16(response.current_watts);
    out.u16(response.minimum_watts);
    out.u16(response.maximum_watts);
    out.u16(response.average_watts);
    out.u32(response.time);
    out.u32(response.period_ms);
    out.u8(static_cast<std::uint8_t>((response.measurement_active ? 0x40 : 0)));
}

Result<GetPowerReading::Request> GetPowerReading::decode_request(wire::Reader body) {
    Request request;
    if (body.u8() != group_id) body.fail();
    request.mode = body.u8();
    request.mode_attributes = body.u8();
    body.skip(1);
    if (body.failed()) return malformed("Get Power Reading request");
    return request;
}

Result<GetPowerReading::Response> GetPowerReading::decode_response(wire::Reader body) {
    Response response;
    if (body.u8() != group_id) body.fail();
    response.current_watts = body.u16();
    response.minimum_watts = body.u16();
    response.maximum_watts = body.u16();
    response.average_watts = body.u16();
    response.time = body.u32();
    response.period_ms = body.u32();
    response.measurement_active = (body.u8() & 0x40) != 0;
    if (body.failed()) return malformed("Get Power Reading response");
    return response;
}

}  // namespace ipmi::dcmi
