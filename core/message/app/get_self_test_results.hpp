#pragma once

#include "message/message.hpp"

namespace ipmi::app {

/// Get Self Test Results. IPMI v2.0 rev 1.1, §20.4.
struct GetSelfTestResults {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x04;
    static constexpr std::string_view name = "Get Self Test Results";

    using Request = Empty;
    struct Response {
        std::uint8_t result = 0x55;  ///< 55h passed, 56h not implemented, 57h corrupted or inaccessible, 58h fatal, ffh
                                     ///< reserved, else device-specific
        std::uint8_t detail = 0;     ///< with 57h: bit 7 SEL, 6 SDRs, 5 BMC FRU inaccessible; 4 IPMB lines dead; 3 SDRs
                                     ///< empty; 2 FRU internal use area, 1 boot block, 0 firmware corrupted
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::app
