#pragma once

#include "message/message.hpp"

namespace ipmi::app {

/// Cold Reset. IPMI v2.0 rev 1.1, §20.2.
/// Restarts the BMC; the answer may come, or not. Never repeated.
struct ColdReset {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x02;
    static constexpr std::string_view name = "Cold Reset";

    using Request = Empty;
    struct Response {
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::app
