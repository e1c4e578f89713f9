#pragma once

#include "message/message.hpp"

namespace ipmi::dcmi {

/// Get Power Reading. DCMI v1.5, §6.6.1.
struct GetPowerReading {
    static constexpr NetFn netfn = NetFn::group_extension;
    static constexpr std::uint8_t command = 0x02;
    static constexpr std::string_view name = "Get Power Reading";

    static constexpr std::uint8_t group_id = 0xdc;  ///< first byte both ways: the codec adds and checks it

    struct Request {
        std::uint8_t mode = 1;             ///< 1 system power statistics, 2 enhanced
        std::uint8_t mode_attributes = 0;  ///< with mode 2: a rolling average period
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint16_t current_watts = 0;
        std::uint16_t minimum_watts = 0;  ///< over the period
        std::uint16_t maximum_watts = 0;
        std::uint16_t average_watts = 0;
        std::uint32_t time = 0;           ///< when the period began, seconds since 1970
        std::uint32_t period_ms = 0;      ///< the time over which it was measured
        bool measurement_active = false;  ///< unset: the figures mean nothing
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::dcmi
