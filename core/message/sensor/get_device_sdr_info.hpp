#pragma once

#include <optional>

#include "message/message.hpp"

namespace ipmi::sensor {

/// Get Device SDR Info. IPMI v2.0 rev 1.1, §35.2.
struct GetDeviceSdrInfo {
    static constexpr NetFn netfn = NetFn::sensor_event;
    static constexpr std::uint8_t command = 0x20;
    static constexpr std::string_view name = "Get Device SDR Info";

    struct Request {
        std::uint8_t operation = 0x01;  ///< 01h: count SDRs, 00h: count sensors
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t count = 0;
        std::uint8_t flags = 0;  ///< bit 7: dynamic population; bits 3-0: LUNs that have sensors
        std::optional<std::uint32_t> population_change{};  ///< with dynamic population: changes when sensors come or go
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::sensor
