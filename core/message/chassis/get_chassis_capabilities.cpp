#include "message/chassis/get_chassis_capabilities.hpp"

namespace ipmi::chassis {

void GetChassisCapabilities::encode(wire::Writer&, const Request&) {}

void GetChassisCapabilities::encode(wire::Writer& out, const Response& response) {
    out.u8(static_cast<std::uint8_t>(
        (response.provides_intrusion_sensor ? 0x01 : 0) | (response.provides_front_panel_lockout ? 0x02 : 0) |
        (response.provides_diagnostic_interrupt ? 0x04 : 0) | (response.provides_power_interlock ? 0x08 : 0)));
    out.u8(response.fru_device_address);
    out.u8(response.sdr_device_address);
    out.u8(response.sel_device_address);
    out.u8(response.system_management_device_address);
    if (response.bridge_device_address) out.u8(*response.bridge_device_address);
}

Result<GetChassisCapabilities::Request> GetChassisCapabilities::decode_request(wire::Reader) {
    return Request{};
}

Result<GetChassisCapabilities::Response> GetChassisCapabilities::decode_response(wire::Reader body) {
    Response response;
    const auto flags = body.u8();
    response.provides_intrusion_sensor = (flags & 0x01) != 0;
    response.provides_front_panel_lockout = (flags & 0x02) != 0;
    response.provides_diagnostic_interrupt = (flags & 0x04) != 0;
    response.provides_power_interlock = (flags & 0x08) != 0;
    response.fru_device_address = body.u8();
    response.sdr_device_address = body.u8();
    response.sel_device_address = body.u8();
    response.system_management_device_address = body.u8();
    if (body.remaining() >= 1) response.bridge_device_address = body.u8();
    if (body.failed()) return malformed("Get Chassis Capabilities response");
    return response;
}

}  // namespace ipmi::chassis
