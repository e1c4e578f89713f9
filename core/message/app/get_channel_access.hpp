#pragma once

#include "message/message.hpp"

namespace ipmi::app {

/// Get Channel Access. IPMI v2.0 rev 1.1, §22.23.
struct GetChannelAccess {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x41;
    static constexpr std::string_view name = "Get Channel Access";

    struct Request {
        std::uint8_t channel = 0x0e;  ///< 0eh: the one this comes by
        std::uint8_t which = 2;       ///< 1 stored, 2 active
        bool operator==(const Request&) const = default;
    };
    struct Response {
        bool alerting_disabled = false;  ///< by PEF
        bool per_message_authentication_off = false;
        bool user_level_authentication_off = false;
        std::uint8_t access_mode = 0;      ///< 0 disabled, 1 before boot only, 2 always, 3 shared
        std::uint8_t privilege_limit = 0;  ///< 0 no limit given, 1 callback … 5 OEM
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::app
