#pragma once

#include "message/message.hpp"

namespace ipmi::chassis {

/// Get System Boot Options. IPMI v2.0 rev 1.1, §28.13.
struct GetSystemBootOptions {
    static constexpr NetFn netfn = NetFn::chassis;
    static constexpr std::uint8_t command = 0x09;
    static constexpr std::string_view name = "Get System Boot Options";

    struct Request {
        std::uint8_t parameter_selector = 0;  ///< 0 set in progress … 5 boot flags; table 28-14
        std::uint8_t set_selector = 0;        ///< 0 where the parameter has no sets
        std::uint8_t block_selector = 0;      ///< 0 where it has no blocks
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t parameter_version = 1;
        bool parameter_invalid = false;       ///< or locked
        std::uint8_t parameter_selector = 0;  ///< as asked for
        Bytes parameter_data{};
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::chassis
