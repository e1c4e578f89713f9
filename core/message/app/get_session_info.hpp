#pragma once

#include <array>
#include <optional>

#include "message/message.hpp"

namespace ipmi::app {

/// Get Session Info. IPMI v2.0 rev 1.1, §22.20.
struct GetSessionInfo {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x3d;
    static constexpr std::string_view name = "Get Session Info";

    struct User {
        std::uint8_t user_id = 0;
        std::uint8_t privilege = 0;  ///< the one in force: 1 callback … 5 OEM
        std::uint8_t protocol = 0;   ///< on a LAN channel: 0 IPMI 1.5, 1 IPMI 2.0
        std::uint8_t channel = 0;
        bool operator==(const User&) const = default;
    };
    /// Only where the session came over a LAN.
    struct Console {
        std::array<std::uint8_t, 4> ip_address{};
        std::array<std::uint8_t, 6> mac_address{};
        std::uint16_t port = 0;
        bool operator==(const Console&) const = default;
    };

    struct Request {
        std::uint8_t session_index =
            0;  ///< 0 the one this comes by, feh by handle, ffh by id, else the n-th active one
        std::uint8_t session_handle = 0;  ///< only with feh
        std::uint32_t session_id = 0;     ///< only with ffh
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t session_handle = 0;  ///< 0: no such session, only the counts are told
        std::uint8_t possible_sessions = 0;
        std::uint8_t active_sessions = 0;
        std::optional<User> user{};
        std::optional<Console> console{};
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::app
