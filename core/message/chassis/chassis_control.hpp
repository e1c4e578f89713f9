#pragma once

#include "message/message.hpp"

namespace ipmi::chassis {

/// Chassis Control. IPMI v2.0 rev 1.1, §28.3.
/// Must not run twice: whoever sends it, sends it once.
struct ChassisControl {
    static constexpr NetFn netfn = NetFn::chassis;
    static constexpr std::uint8_t command = 0x02;
    static constexpr std::string_view name = "Chassis Control";

    enum class Control : std::uint8_t {
        power_down = 0,  ///< at once, without asking the operating system
        power_up = 1,
        power_cycle = 2,  ///< off for at least 1 s, then on; may be refused when off
        hard_reset = 3,
        pulse_diagnostic_interrupt = 4,
        soft_shutdown = 5,  ///< by emulating a fatal overtemperature, so that ACPI shuts down
    };

    struct Request {
        Control control = Control::power_down;
        bool operator==(const Request&) const = default;
    };
    struct Response {
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::chassis
