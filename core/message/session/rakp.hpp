// RAKP messages 1 to 4: payload types 12h to 15h. IPMI v2.0 rev 1.1, §13.20 to §13.23.
// Only bytes: what the authentication codes are computed over stands in crypto/key_schedule.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "message/session/open_session.hpp"

namespace ipmi::session {

using Random16 = std::array<std::uint8_t, 16>;
using Guid = std::array<std::uint8_t, 16>;  ///< as sent: least significant byte first

struct Rakp1 {
    static constexpr std::uint8_t payload_type = 0x12;
    std::uint8_t message_tag = 0;
    std::uint32_t bmc_session_id = 0;
    Random16 console_random{};
    std::uint8_t role = 0;  ///< bit 4: look up by name only; bits 3-0: requested maximum privilege
    std::string user{};     ///< at most 16 bytes
    bool operator==(const Rakp1&) const = default;

    static void encode(wire::Writer& out, const Rakp1& message);
    static Result<Rakp1> decode(wire::Reader body);
};

struct Rakp2 {
    static constexpr std::uint8_t payload_type = 0x13;
    std::uint8_t message_tag = 0;
    RmcpStatus status = RmcpStatus::no_errors;
    std::uint32_t console_session_id = 0;
    Random16 bmc_random{};  ///< this and the rest: only without error
    Guid bmc_guid{};
    Bytes key_exchange_authentication_code{};
    bool operator==(const Rakp2&) const = default;

    static void encode(wire::Writer& out, const Rakp2& message);
    static Result<Rakp2> decode(wire::Reader body);
};

struct Rakp3 {
    static constexpr std::uint8_t payload_type = 0x14;
    std::uint8_t message_tag = 0;
    RmcpStatus status = RmcpStatus::no_errors;
    std::uint32_t bmc_session_id = 0;
    Bytes key_exchange_authentication_code{};
    bool operator==(const Rakp3&) const = default;

    static void encode(wire::Writer& out, const Rakp3& message);
    static Result<Rakp3> decode(wire::Reader body);
};

struct Rakp4 {
    static constexpr std::uint8_t payload_type = 0x15;
    std::uint8_t message_tag = 0;
    RmcpStatus status = RmcpStatus::no_errors;
    std::uint32_t console_session_id = 0;
    Bytes integrity_check_value{};
    bool operator==(const Rakp4&) const = default;

    static void encode(wire::Writer& out, const Rakp4& message);
    static Result<Rakp4> decode(wire::Reader body);
};

}  // namespace ipmi::session
