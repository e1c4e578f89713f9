#pragma once

#include <optional>

#include "message/message.hpp"

namespace ipmi::chassis {

/// Chassis Identify. IPMI v2.0 rev 1.1, §28.5.
struct ChassisIdentify {
    static constexpr NetFn netfn = NetFn::chassis;
    static constexpr std::uint8_t command = 0x04;
    static constexpr std::string_view name = "Chassis Identify";

    struct Request {
        std::optional<std::uint8_t> interval_seconds{};  ///< absent: 15; 0: off
        std::optional<bool> force_on{};                  ///< true: until told off; many BMCs refuse this second byte
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

}  // namespace ipmi::chassis
