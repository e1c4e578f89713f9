#pragma once

#include "message/message.hpp"

namespace ipmi::dcmi {

/// Get Power Limit. DCMI v1.5, §6.6.2.
/// Completion code 80h: no limit is set; the data may follow all the same.
struct GetPowerLimit {
    static constexpr NetFn netfn = NetFn::group_extension;
    static constexpr std::uint8_t command = 0x03;
    static constexpr std::string_view name = "Get Power Limit";

    static constexpr std::uint8_t group_id = 0xdc;  ///< first byte both ways: the codec adds and checks it

    using Request = Empty;
    struct Response {
        std::uint8_t exception_action = 0;  ///< 0 none, 1 power off and log, 11h log only
        std::uint16_t limit_watts = 0;
        std::uint32_t correction_time_ms = 0;
        std::uint16_t sampling_period_seconds = 0;
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::dcmi
