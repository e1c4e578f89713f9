#pragma once

#include <array>

#include "message/message.hpp"

namespace ipmi::storage {

/// Add SEL Entry. IPMI v2.0 rev 1.1, §31.6.
struct AddSelEntry {
    static constexpr NetFn netfn = NetFn::storage;
    static constexpr std::uint8_t command = 0x44;
    static constexpr std::string_view name = "Add SEL Entry";

    struct Request {
        std::array<std::uint8_t, 16>
            record{};  ///< as it is to be stored; the BMC replaces record id and, in types below E0h, the time
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint16_t record_id = 0;  ///< of the record added
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::storage
