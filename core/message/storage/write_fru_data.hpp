#pragma once

#include "message/message.hpp"

namespace ipmi::storage {

/// Write FRU Data. IPMI v2.0 rev 1.1, §34.3.
struct WriteFruData {
    static constexpr NetFn netfn = NetFn::storage;
    static constexpr std::uint8_t command = 0x12;
    static constexpr std::string_view name = "Write FRU Data";

    struct Request {
        std::uint8_t fru_device_id = 0;
        std::uint16_t offset = 0;  ///< bytes, or words where Get FRU Inventory Area Info says so
        Bytes data{};
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t count_written = 0;  ///< in bytes or words
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::storage
