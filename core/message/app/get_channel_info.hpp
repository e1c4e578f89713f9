#pragma once

#include "message/message.hpp"

namespace ipmi::app {

/// Get Channel Info. IPMI v2.0 rev 1.1, §22.24.
struct GetChannelInfo {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x42;
    static constexpr std::string_view name = "Get Channel Info";

    struct Request {
        std::uint8_t channel = 0x0e;  ///< 0eh: the one this comes by
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t channel = 0;          ///< the actual one, where 0eh was asked for
        std::uint8_t medium_type = 0;      ///< 1 IPMB, 4 LAN, 5 serial, 0ch system interface; table 6-3
        std::uint8_t protocol_type = 1;    ///< 1 IPMB 1.0, 5 KCS; table 6-2
        std::uint8_t session_support = 0;  ///< 0 none, 1 one, 2 several, 3 one or several
        std::uint8_t active_sessions = 0;
        std::uint32_t vendor_id = 0x001bf2;  ///< of the protocol; 7154 (1bf2h): IPMI
        std::uint16_t auxiliary_info = 0;
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::app
