#pragma once

#include <optional>

#include "message/message.hpp"

namespace ipmi::sensor {

/// Get Sensor Reading. IPMI v2.0 rev 1.1, §35.14.
struct GetSensorReading {
    static constexpr NetFn netfn = NetFn::sensor_event;
    static constexpr std::uint8_t command = 0x2d;
    static constexpr std::string_view name = "Get Sensor Reading";

    struct Request {
        std::uint8_t sensor_number = 0;  ///< from the SDR; 0xff is reserved
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t raw_reading = 0;  ///< no unit until the SDR's conversion is applied
        bool event_messages_enabled = false;
        bool scanning_enabled = false;
        bool reading_unavailable = false;           ///< when set, the other fields mean nothing
        std::optional<std::uint8_t> states_low{};   ///< threshold comparison, or states 0-7
        std::optional<std::uint8_t> states_high{};  ///< discrete states 8-14
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::sensor
