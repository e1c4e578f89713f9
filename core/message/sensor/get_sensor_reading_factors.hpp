#pragma once

#include "message/message.hpp"

namespace ipmi::sensor {

/// Get Sensor Reading Factors. IPMI v2.0 rev 1.1, §35.5.
struct GetSensorReadingFactors {
    static constexpr NetFn netfn = NetFn::sensor_event;
    static constexpr std::uint8_t command = 0x23;
    static constexpr std::string_view name = "Get Sensor Reading Factors";

    struct Request {
        std::uint8_t sensor_number = 0;
        std::uint8_t raw_reading = 0;
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t next_reading = 0;
        std::int16_t m = 0;          ///< -512 to 511
        std::int16_t b = 0;          ///< -512 to 511
        std::int8_t b_exponent = 0;  ///< -8 to 7
        std::int8_t r_exponent = 0;  ///< -8 to 7
        std::uint8_t tolerance = 0;
        std::uint16_t accuracy = 0;
        std::uint8_t accuracy_exponent = 0;
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::sensor
