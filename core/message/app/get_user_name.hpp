#pragma once

#include <string>

#include "message/message.hpp"

namespace ipmi::app {

/// Get User Name. IPMI v2.0 rev 1.1, §22.29.
struct GetUserName {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x46;
    static constexpr std::string_view name = "Get User Name";

    struct Request {
        std::uint8_t user_id = 1;  ///< from 1
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::string user_name{};  ///< at most 16 bytes, as stored: not cleaned
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::app
