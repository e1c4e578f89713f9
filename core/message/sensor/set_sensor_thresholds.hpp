#pragma once

#include <array>

#include "message/message.hpp"

namespace ipmi::sensor {

/// Set Sensor Thresholds. IPMI v2.0 rev 1.1, §35.8.
struct SetSensorThresholds {
    static constexpr NetFn netfn = NetFn::sensor_event;
    static constexpr std::uint8_t command = 0x26;
    static constexpr std::string_view name = "Set Sensor Thresholds";

    struct Request {
        std::uint8_t sensor_number = 0;
        std::uint8_t set_mask = 0;                 ///< bit 0 LNC, 1 LC, 2 LNR, 3 UNC, 4 UC, 5 UNR: which to set
        std::array<std::uint8_t, 6> thresholds{};  ///< raw, in the order of the mask
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

}  // namespace ipmi::sensor
