#pragma once

#include "message/message.hpp"

namespace ipmi::app {

/// Get Channel Cipher Suites. IPMI v2.0 rev 1.1, §22.15.
/// May be sent outside a session. The parts of a long list are joined before they are parsed.
struct GetChannelCipherSuites {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x54;
    static constexpr std::string_view name = "Get Channel Cipher Suites";

    struct Request {
        std::uint8_t channel = 0x0e;    ///< 0eh: the one this comes by
        std::uint8_t payload_type = 0;  ///< 0 IPMI, 1 SOL
        bool list_by_suite = true;      ///< unset: a list of algorithms instead
        std::uint8_t list_index = 0;    ///< in steps of 16 bytes of record data
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t channel = 0;
        Bytes record_data{};  ///< up to 16 bytes; fewer: this is the end. See cipher_suite_records
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::app
