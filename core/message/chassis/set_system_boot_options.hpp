#pragma once

#include "message/message.hpp"

namespace ipmi::chassis {

/// Set System Boot Options. IPMI v2.0 rev 1.1, §28.12.
struct SetSystemBootOptions {
    static constexpr NetFn netfn = NetFn::chassis;
    static constexpr std::uint8_t command = 0x08;
    static constexpr std::string_view name = "Set System Boot Options";

    struct Request {
        bool mark_parameter_invalid = false;  ///< locks the parameter
        std::uint8_t parameter_selector = 0;  ///< 0 set in progress … 5 boot flags; table 28-14
        Bytes parameter_data{};               ///< empty: only the mark above changes
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

}  // namespace ipmi::chassis
