#pragma once

#include "message/message.hpp"

namespace ipmi::sensor {

/// Get Sensor Hysteresis. IPMI v2.0 rev 1.1, §35.7.
struct GetSensorHysteresis {
    static constexpr NetFn netfn = NetFn::sensor_event;
    static constexpr std::uint8_t command = 0x25;
    static constexpr std::string_view name = "Get Sensor Hysteresis";

    struct Request {
        std::uint8_t sensor_number = 0;
        std::uint8_t hysteresis_mask = 0xff;  ///< reserved, ffh
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t positive_going = 0;  ///< raw, an amount, not a reading; 0: none
        std::uint8_t negative_going = 0;  ///< likewise
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::sensor
