#pragma once

#include "message/message.hpp"

namespace ipmi::storage {

/// Read FRU Data. IPMI v2.0 rev 1.1, §34.2.
struct ReadFruData {
    static constexpr NetFn netfn = NetFn::storage;
    static constexpr std::uint8_t command = 0x11;
    static constexpr std::string_view name = "Read FRU Data";

    struct Request {
        std::uint8_t fru_device_id = 0;
        std::uint16_t offset = 0;        ///< bytes, or words where Get FRU Inventory Area Info says so
        std::uint8_t count_to_read = 0;  ///< likewise
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t count_returned = 0;  ///< as the BMC says, in bytes or words; may disagree with the data
        Bytes data{};                     ///< all that came after the count
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::storage
