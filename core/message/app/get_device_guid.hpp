#pragma once

#include <array>

#include "message/message.hpp"

namespace ipmi::app {

/// Get Device GUID. IPMI v2.0 rev 1.1, §20.8.
struct GetDeviceGuid {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x08;
    static constexpr std::string_view name = "Get Device GUID";

    using Request = Empty;
    struct Response {
        std::array<std::uint8_t, 16>
            guid{};  ///< as sent: least significant byte first, though not every BMC keeps to it
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::app
