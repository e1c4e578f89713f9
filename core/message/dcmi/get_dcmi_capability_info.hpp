#pragma once

#include "message/message.hpp"

namespace ipmi::dcmi {

/// Get DCMI Capabilities Info. DCMI v1.5, §6.1.1.
struct GetDcmiCapabilityInfo {
    static constexpr NetFn netfn = NetFn::group_extension;
    static constexpr std::uint8_t command = 0x01;
    static constexpr std::string_view name = "Get DCMI Capabilities Info";

    static constexpr std::uint8_t group_id = 0xdc;  ///< first byte both ways: the codec adds and checks it

    struct Request {
        std::uint8_t parameter_selector =
            1;  ///< 1 capabilities, 2 mandatory, 3 optional attributes, 4 access, 5 power statistics
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t major_version = 1;  ///< of DCMI
        std::uint8_t minor_version = 5;
        std::uint8_t parameter_revision = 2;
        Bytes parameter_data{};
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::dcmi
