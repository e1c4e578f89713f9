#pragma once

#include "message/message.hpp"

namespace ipmi::storage {

/// Reserve SEL. IPMI v2.0 rev 1.1, §31.4.
struct ReserveSel {
    static constexpr NetFn netfn = NetFn::storage;
    static constexpr std::uint8_t command = 0x42;
    static constexpr std::string_view name = "Reserve SEL";

    using Request = Empty;
    struct Response {
        std::uint16_t reservation_id = 0;
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::storage
