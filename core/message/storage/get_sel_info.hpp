#pragma once

#include "message/message.hpp"

namespace ipmi::storage {

/// Get SEL Info. IPMI v2.0 rev 1.1, §31.2.
struct GetSelInfo {
    static constexpr NetFn netfn = NetFn::storage;
    static constexpr std::uint8_t command = 0x40;
    static constexpr std::string_view name = "Get SEL Info";

    using Request = Empty;
    struct Response {
        std::uint8_t sel_version = 0x51;  ///< BCD, digits swapped: 51h is 1.5, also for IPMI 2.0
        std::uint16_t entries = 0;
        std::uint16_t free_bytes = 0;                     ///< ffffh: that much or more
        std::uint32_t most_recent_addition = 0xffffffff;  ///< seconds, SEL clock; ffffffffh: never
        std::uint32_t most_recent_erase = 0xffffffff;
        bool supports_allocation_info = false;
        bool supports_reserve = false;
        bool supports_partial_add = false;
        bool supports_delete = false;
        bool overflow = false;  ///< events were dropped for lack of space
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::storage
