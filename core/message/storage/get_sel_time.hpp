#pragma once

#include "message/message.hpp"

namespace ipmi::storage {

/// Get SEL Time. IPMI v2.0 rev 1.1, §31.10.
struct GetSelTime {
    static constexpr NetFn netfn = NetFn::storage;
    static constexpr std::uint8_t command = 0x48;
    static constexpr std::string_view name = "Get SEL Time";

    using Request = Empty;
    struct Response {
        std::uint32_t time = 0;  ///< seconds since 1970, local to the BMC; below 20000000h: since it started
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::storage
