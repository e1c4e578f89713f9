// ASF presence ping and pong. DSP0136 (ASF 2.0) §3.2.4.
#pragma once

#include "packet/rmcp.hpp"

namespace ipmi::packet {

inline constexpr std::uint32_t asf_iana = 4542;  ///< enterprise number of ASF

struct PresencePing {
    static constexpr std::uint8_t message_type = 0x80;
    std::uint8_t message_tag = 0;
    bool operator==(const PresencePing&) const = default;

    /// A whole datagram, RMCP header included.
    static void encode(wire::Writer& out, const PresencePing& ping);
    static Result<PresencePing> decode(wire::Reader datagram);
};

struct PresencePong {
    static constexpr std::uint8_t message_type = 0x40;
    std::uint8_t message_tag = 0;
    bool ipmi_supported = false;
    bool asf_1_0_supported = false;
    bool operator==(const PresencePong&) const = default;

    static void encode(wire::Writer& out, const PresencePong& pong);
    static Result<PresencePong> decode(wire::Reader datagram);
};

}  // namespace ipmi::packet
