#pragma once

#include "message/message.hpp"

namespace ipmi::lan {

/// Get LAN Configuration Parameters. IPMI v2.0 rev 1.1, §23.2.
struct GetLanConfigurationParameters {
    static constexpr NetFn netfn = NetFn::transport;
    static constexpr std::uint8_t command = 0x02;
    static constexpr std::string_view name = "Get LAN Configuration Parameters";

    struct Request {
        bool revision_only = false;   ///< no data, only the revision
        std::uint8_t channel = 0x0e;  ///< 0eh: the one this comes by
        std::uint8_t parameter_selector =
            0;  ///< 3 IP address, 4 its source, 5 MAC, 6 subnet mask, 12 gateway, 20 VLAN; table 23-4
        std::uint8_t set_selector = 0;    ///< 0 where the parameter has no sets
        std::uint8_t block_selector = 0;  ///< 0 where it has no blocks
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t parameter_revision = 0x11;  ///< 11h in IPMI 2.0
        Bytes parameter_data{};                  ///< addresses are sent most significant byte first
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::lan
