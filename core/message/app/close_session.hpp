#pragma once

#include "message/message.hpp"

namespace ipmi::app {

/// Close Session. IPMI v2.0 rev 1.1, §22.19.
struct CloseSession {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x3c;
    static constexpr std::string_view name = "Close Session";

    struct Request {
        std::uint32_t session_id = 0;  ///< the BMC's
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

}  // namespace ipmi::app
