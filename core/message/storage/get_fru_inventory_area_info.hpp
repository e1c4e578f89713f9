#pragma once

#include "message/message.hpp"

namespace ipmi::storage {

/// Get FRU Inventory Area Info. IPMI v2.0 rev 1.1, §34.1.
struct GetFruInventoryAreaInfo {
    static constexpr NetFn netfn = NetFn::storage;
    static constexpr std::uint8_t command = 0x10;
    static constexpr std::string_view name = "Get FRU Inventory Area Info";

    struct Request {
        std::uint8_t fru_device_id = 0;  ///< from the locator record; 0: the one of the BMC; ffh is reserved
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint16_t size_bytes = 0;
        bool accessed_by_words = false;  ///< offsets and counts are in words of 16 bits
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::storage
