#pragma once

#include <optional>

#include "message/message.hpp"

namespace ipmi::chassis {

/// Get System Restart Cause. IPMI v2.0 rev 1.1, §28.11.
struct GetSystemRestartCause {
    static constexpr NetFn netfn = NetFn::chassis;
    static constexpr std::uint8_t command = 0x07;
    static constexpr std::string_view name = "Get System Restart Cause";

    using Request = Empty;
    struct Response {
        std::uint8_t restart_cause =
            0;  ///< 0 unknown, 1 Chassis Control, 2 reset button, 3 power button, 4 watchdog, 5 OEM, 6 and 7 power
                ///< restore policy, 8 and 9 PEF, 10 soft reset, 11 real-time clock
        std::optional<std::uint8_t> channel{};  ///< the command came over this one
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::chassis
