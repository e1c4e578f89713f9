#include "message/chassis/set_power_restore_policy.hpp"

namespace ipmi::chassis {

void SetPowerRestorePolicy::encode(wire::Writer& out, const Request& request) {
    out.u8(static_cast<std::uint8_t>(request.policy & 0x07));
}

void SetPowerRestorePolicy::encode(wire::Writer& out, const Response& response) {
    out.u8(static_cast<std::uint8_t>((response.supports_stay_off ? 0x01 : 0) |
                                     (response.supports_previous_state ? 0x02 : 0) |
                                     (response.supports_always_on ? 0x04 : 0)));
}

Result<SetPowerRestorePolicy::Request> SetPowerRestorePolicy::decode_request(wire::Reader body) {
    Request request;
    request.policy = static_cast<std::uint8_t>(body.u8() & 0x07);
    if (body.failed()) return malformed("Set Power Restore Policy request");
    return request;
}

Result<SetPowerRestorePolicy::Response> SetPowerRestorePolicy::decode_response(wire::Reader body) {
    Response response;
    const auto supported = body.u8();
    response.supports_stay_off = (supported & 0x01) != 0;
    response.supports_previous_state = (supported & 0x02) != 0;
    response.supports_always_on = (supported & 0x04) != 0;
    if (body.failed()) return malformed("Set Power Restore Policy response");
    return response;
}

}  // namespace ipmi::chassis
