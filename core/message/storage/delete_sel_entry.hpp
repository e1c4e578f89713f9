#pragma once

#include "message/message.hpp"

namespace ipmi::storage {

/// Delete SEL Entry. IPMI v2.0 rev 1.1, §31.8.
struct DeleteSelEntry {
    static constexpr NetFn netfn = NetFn::storage;
    static constexpr std::uint8_t command = 0x46;
    static constexpr std::string_view name = "Delete SEL Entry";

    struct Request {
        std::uint16_t reservation_id = 0;
        std::uint16_t record_id = 0;  ///< 0: the first; ffffh: the last
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint16_t record_id = 0;  ///< of the record deleted
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::storage
