#pragma once

#include <optional>

#include "message/message.hpp"

namespace ipmi::sensor {

/// Get Sensor Event Enable. IPMI v2.0 rev 1.1, §35.11.
struct GetSensorEventEnable {
    static constexpr NetFn netfn = NetFn::sensor_event;
    static constexpr std::uint8_t command = 0x29;
    static constexpr std::string_view name = "Get Sensor Event Enable";

    struct Request {
        std::uint8_t sensor_number = 0;
        bool operator==(const Request&) const = default;
    };
    struct Response {
        bool event_messages_enabled = false;
        bool scanning_enabled = false;
        std::optional<std::uint16_t> assertion_mask{};  ///< bits as in the full sensor record
        std::optional<std::uint16_t> deassertion_mask{};
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::sensor
