#pragma once

#include "message/message.hpp"

namespace ipmi::storage {

/// Get SEL Entry. IPMI v2.0 rev 1.1, §31.5.
struct GetSelEntry {
    static constexpr NetFn netfn = NetFn::storage;
    static constexpr std::uint8_t command = 0x43;
    static constexpr std::string_view name = "Get SEL Entry";

    struct Request {
        std::uint16_t reservation_id = 0;  ///< needed where offset is not 0
        std::uint16_t record_id = 0;       ///< 0: the first; ffffh: the last
        std::uint8_t offset = 0;
        std::uint8_t bytes_to_read = 0xff;  ///< ffh: the whole record
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint16_t next_record_id = 0xffff;  ///< ffffh: this was the last
        Bytes record_data{};                    ///< 16 bytes where the whole record was asked for
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::storage
