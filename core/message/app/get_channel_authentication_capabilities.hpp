#pragma once

#include "message/message.hpp"

namespace ipmi::app {

/// Get Channel Authentication Capabilities. IPMI v2.0 rev 1.1, §22.13.
/// May be sent outside a session.
struct GetChannelAuthenticationCapabilities {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x38;
    static constexpr std::string_view name = "Get Channel Authentication Capabilities";

    struct Request {
        bool ask_for_ipmi20 = true;   ///< without it a BMC answers as IPMI 1.5 does
        std::uint8_t channel = 0x0e;  ///< 0eh: the one this comes by
        std::uint8_t privilege = 4;   ///< 1 callback, 2 user, 3 operator, 4 administrator, 5 OEM
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t channel = 0;
        bool ipmi20_data = false;   ///< the fields on versions below are filled in
        bool supports_oem = false;  ///< authentication types of IPMI 1.5 at that privilege
        bool supports_password = false;
        bool supports_md5 = false;
        bool supports_md2 = false;
        bool supports_none = false;
        bool needs_kg = false;  ///< K_g is set and not all zero
        bool per_message_authentication_off = false;
        bool user_level_authentication_off = false;
        bool non_null_users = false;
        bool null_users = false;       ///< a user without a name has a password
        bool anonymous_login = false;  ///< neither name nor password
        bool supports_ipmi20 = false;
        bool supports_ipmi15 = false;
        std::uint32_t oem_id = 0;  ///< IANA enterprise number; 0: none
        std::uint8_t oem_auxiliary = 0;
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::app
