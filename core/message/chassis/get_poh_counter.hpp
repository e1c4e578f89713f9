#pragma once

#include "message/message.hpp"

namespace ipmi::chassis {

/// Get POH Counter. IPMI v2.0 rev 1.1, §28.14.
struct GetPohCounter {
    static constexpr NetFn netfn = NetFn::chassis;
    static constexpr std::uint8_t command = 0x0f;
    static constexpr std::string_view name = "Get POH Counter";

    using Request = Empty;
    struct Response {
        std::uint8_t minutes_per_count = 60;  ///< 60: the counter counts hours
        std::uint32_t count = 0;              ///< never goes back, not even when the chassis is off
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::chassis
