#pragma once

#include "message/message.hpp"

namespace ipmi::storage {

/// Get SDR Repository Info. IPMI v2.0 rev 1.1, §33.9.
struct GetSdrRepositoryInfo {
    static constexpr NetFn netfn = NetFn::storage;
    static constexpr std::uint8_t command = 0x20;
    static constexpr std::string_view name = "Get SDR Repository Info";

    using Request = Empty;
    struct Response {
        std::uint8_t sdr_version = 0x51;  ///< 51h: SDR version 1.5
        std::uint16_t record_count = 0;
        std::uint16_t free_space_bytes = 0;      ///< ffffh: 64 KB - 1 or more; fffeh: unspecified
        std::uint32_t most_recent_addition = 0;  ///< seconds, SDR clock; ffffffffh: unspecified
        std::uint32_t most_recent_erase = 0;
        std::uint8_t operation_support =
            0;  ///< bit 7 overflow, bit 1 reserve supported, bit 0 allocation info supported
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::storage
