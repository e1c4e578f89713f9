#pragma once

#include "message/message.hpp"

namespace ipmi::app {

/// Set Session Privilege Level. IPMI v2.0 rev 1.1, §22.18.
struct SetSessionPrivilegeLevel {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x3b;
    static constexpr std::string_view name = "Set Session Privilege Level";

    struct Request {
        std::uint8_t requested_privilege_level = 0;  ///< 0: no change, tell the present one
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t new_privilege_level = 0;
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::app
