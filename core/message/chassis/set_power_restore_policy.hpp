#pragma once

#include "message/message.hpp"

namespace ipmi::chassis {

/// Set Power Restore Policy. IPMI v2.0 rev 1.1, §28.8.
struct SetPowerRestorePolicy {
    static constexpr NetFn netfn = NetFn::chassis;
    static constexpr std::uint8_t command = 0x06;
    static constexpr std::string_view name = "Set Power Restore Policy";

    struct Request {
        std::uint8_t policy = 3;  ///< 0 stay off, 1 as before, 2 always on, 3 no change: only ask what is supported
        bool operator==(const Request&) const = default;
    };
    struct Response {
        bool supports_stay_off = false;
        bool supports_previous_state = false;
        bool supports_always_on = false;
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::chassis
