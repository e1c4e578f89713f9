#pragma once

#include "message/message.hpp"

namespace ipmi::storage {

/// Set SEL Time. IPMI v2.0 rev 1.1, §31.11.
struct SetSelTime {
    static constexpr NetFn netfn = NetFn::storage;
    static constexpr std::uint8_t command = 0x49;
    static constexpr std::string_view name = "Set SEL Time";

    struct Request {
        std::uint32_t time = 0;  ///< seconds since 1970
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

}  // namespace ipmi::storage
