#pragma once

#include "message/message.hpp"

namespace ipmi::app {

/// Get User Access. IPMI v2.0 rev 1.1, §22.27.
struct GetUserAccess {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x44;
    static constexpr std::string_view name = "Get User Access";

    struct Request {
        std::uint8_t channel = 0x0e;  ///< 0eh: the one this comes by
        std::uint8_t user_id = 1;     ///< from 1
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t maximum_user_ids = 0;
        std::uint8_t enable_status = 0;     ///< 0 unspecified, 1 enabled, 2 disabled
        std::uint8_t enabled_user_ids = 0;  ///< how many
        std::uint8_t fixed_names = 0;       ///< how many, from user 1 on
        bool callback_only = false;
        bool link_authentication = false;
        bool ipmi_messaging = false;       ///< may open sessions on this channel
        std::uint8_t privilege_limit = 0;  ///< 1 callback … 5 OEM, 0fh no access
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::app
