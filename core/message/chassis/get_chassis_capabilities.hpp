#pragma once

#include <optional>

#include "message/message.hpp"

namespace ipmi::chassis {

/// Get Chassis Capabilities. IPMI v2.0 rev 1.1, §28.1.
struct GetChassisCapabilities {
    static constexpr NetFn netfn = NetFn::chassis;
    static constexpr std::uint8_t command = 0x00;
    static constexpr std::string_view name = "Get Chassis Capabilities";

    using Request = Empty;
    struct Response {
        bool provides_intrusion_sensor = false;
        bool provides_front_panel_lockout = false;
        bool provides_diagnostic_interrupt = false;
        bool provides_power_interlock = false;
        std::uint8_t fru_device_address = 0x20;  ///< 8-bit slave addresses; 20h is the BMC itself
        std::uint8_t sdr_device_address = 0x20;
        std::uint8_t sel_device_address = 0x20;
        std::uint8_t system_management_device_address = 0x20;
        std::optional<std::uint8_t> bridge_device_address{};  ///< absent: 20h
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::chassis
