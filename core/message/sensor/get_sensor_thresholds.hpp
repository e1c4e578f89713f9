#pragma once

#include <array>

#include "message/message.hpp"

namespace ipmi::sensor {

/// Get Sensor Thresholds. IPMI v2.0 rev 1.1, §35.9.
struct GetSensorThresholds {
    static constexpr NetFn netfn = NetFn::sensor_event;
    static constexpr std::uint8_t command = 0x27;
    static constexpr std::string_view name = "Get Sensor Thresholds";

    struct Request {
        std::uint8_t sensor_number = 0;
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t readable_mask = 0;            ///< bit 0 LNC, 1 LC, 2 LNR, 3 UNC, 4 UC, 5 UNR
        std::array<std::uint8_t, 6> thresholds{};  ///< raw, in the order of the mask
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::sensor
