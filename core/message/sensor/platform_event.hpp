#pragma once

#include <array>
#include <optional>

#include "message/message.hpp"

namespace ipmi::sensor {

/// Platform Event Message. IPMI v2.0 rev 1.1, §29.3.
struct PlatformEvent {
    static constexpr NetFn netfn = NetFn::sensor_event;
    static constexpr std::uint8_t command = 0x02;
    static constexpr std::string_view name = "Platform Event Message";

    struct Request {
        std::optional<std::uint8_t>
            generator_id{};                  ///< only over a system interface; elsewhere the sender is the generator
        std::uint8_t message_format = 0x04;  ///< 04h IPMI 1.5 and 2.0, 03h IPMI 1.0
        std::uint8_t sensor_type = 0;
        std::uint8_t sensor_number = 0;
        bool deassertion = false;
        std::uint8_t event_type = 0;
        std::array<std::uint8_t, 3> event_data{};
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
