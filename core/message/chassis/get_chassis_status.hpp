#pragma once

#include <optional>

#include "message/message.hpp"

namespace ipmi::chassis {

/// Get Chassis Status. IPMI v2.0 rev 1.1, §28.2.
struct GetChassisStatus {
    static constexpr NetFn netfn = NetFn::chassis;
    static constexpr std::uint8_t command = 0x01;
    static constexpr std::string_view name = "Get Chassis Status";

    using Request = Empty;
    struct Response {
        bool power_is_on = false;
        bool power_overload = false;
        bool power_interlock = false;           ///< chassis cover open or the like
        bool power_fault = false;               ///< in the main power subsystem
        bool power_control_fault = false;       ///< the attempt to turn power on or off failed
        std::uint8_t power_restore_policy = 0;  ///< 0 stays off, 1 as before, 2 always on, 3 unknown
        bool last_event_ac_failed = false;
        bool last_event_power_overload = false;  ///< these three: what the last power-down was caused by
        bool last_event_power_interlock = false;
        bool last_event_power_fault = false;
        bool last_event_power_on_by_command = false;  ///< the last power-on was an IPMI command
        bool intrusion_active = false;
        bool front_panel_lockout_active = false;
        bool drive_fault = false;
        bool cooling_fault = false;
        std::uint8_t identify_state = 0;        ///< 0 off, 1 on for a time, 2 on until told off; see the next
        bool identify_state_supported = false;  ///< unset: identify_state means nothing
        std::optional<std::uint8_t> front_panel_buttons{};  ///< bits 0-3 disabled, 4-7 may be disabled: power off,
                                                            ///< reset, diagnostic interrupt, standby
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::chassis
