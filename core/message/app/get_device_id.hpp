#pragma once

#include <array>
#include <optional>

#include "message/message.hpp"

namespace ipmi::app {

/// Get Device ID. IPMI v2.0 rev 1.1, §20.1.
struct GetDeviceId {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x01;
    static constexpr std::string_view name = "Get Device ID";

    using Request = Empty;
    struct Response {
        std::uint8_t device_id = 0;
        std::uint8_t device_revision = 0;
        bool provides_device_sdrs = false;
        bool update_in_progress = false;  ///< firmware update or self-initialisation
        std::uint8_t firmware_major = 0;
        std::uint8_t firmware_minor = 0;   ///< binary-coded decimal
        std::uint8_t ipmi_version = 0x02;  ///< BCD, digits swapped
        std::uint8_t additional_support = 0;
        std::uint32_t manufacturer_id = 0;  ///< IANA enterprise number, 20 bits
        std::uint16_t product_id = 0;
        std::optional<std::array<std::uint8_t, 4>> auxiliary_firmware{};
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::app
