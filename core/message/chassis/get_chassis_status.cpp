#include "message/chassis/get_chassis_status.hpp"

namespace ipmi::chassis {

void GetChassisStatus::encode(wire::Writer&, const Request&) {}

void GetChassisStatus::encode(wire::Writer& out, const Response& response) {
    out.u8(static_cast<std::uint8_t>((response.power_is_on ? 0x01 : 0) | (response.power_overload ? 0x02 : 0) |
                                     (response.power_interlock ? 0x04 : 0) | (response.power_fault ? 0x08 : 0) |
                                     (response.power_control_fault ? 0x10 : 0) |
                                     (response.power_restore_policy & 0x03) << 5));
    out.u8(static_cast<std::uint8_t>(
        (response.last_event_ac_failed ? 0x01 : 0) | (response.last_event_power_overload ? 0x02 : 0) |
        (response.last_event_power_interlock ? 0x04 : 0) | (response.last_event_power_fault ? 0x08 : 0) |
        (response.last_event_power_on_by_command ? 0x10 : 0)));
    out.u8(static_cast<std::uint8_t>(
        (response.intrusion_active ? 0x01 : 0) | (response.front_panel_lockout_active ? 0x02 : 0) |
        (response.drive_fault ? 0x04 : 0) | (response.cooling_fault ? 0x08 : 0) |
        (response.identify_state & 0x03) << 4 | (response.identify_state_supported ? 0x40 : 0)));
    if (response.front_panel_buttons) out.u8(*response.front_panel_buttons);
}

Result<GetChassisStatus::Request> GetChassisStatus::decode_request(wire::Reader) {
    return Request{};
}

Result<GetChassisStatus::Response> GetChassisStatus::decode_response(wire::Reader body) {
    Response response;
    const auto power = body.u8();
    response.power_is_on = (power & 0x01) != 0;
    response.power_overload = (power & 0x02) != 0;
    response.power_interlock = (power & 0x04) != 0;
    response.power_fault = (power & 0x08) != 0;
    response.power_control_fault = (power & 0x10) != 0;
    response.power_restore_policy = static_cast<std::uint8_t>(power >> 5 & 0x03);
    const auto last_event = body.u8();
    response.last_event_ac_failed = (last_event & 0x01) != 0;
    response.last_event_power_overload = (last_event & 0x02) != 0;
    response.last_event_power_interlock = (last_event & 0x04) != 0;
    response.last_event_power_fault = (last_event & 0x08) != 0;
    response.last_event_power_on_by_command = (last_event & 0x10) != 0;
    const auto misc = body.u8();
    response.intrusion_active = (misc & 0x01) != 0;
    response.front_panel_lockout_active = (misc & 0x02) != 0;
    response.drive_fault = (misc & 0x04) != 0;
    response.cooling_fault = (misc & 0x08) != 0;
    response.identify_state = static_cast<std::uint8_t>(misc >> 4 & 0x03);
    response.identify_state_supported = (misc & 0x40) != 0;
    if (body.remaining() >= 1) response.front_panel_buttons = body.u8();
    if (body.failed()) return malformed("Get Chassis Status response");
    return response;
}

}  // namespace ipmi::chassis
