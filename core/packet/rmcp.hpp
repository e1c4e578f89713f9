// The RMCP header that starts every datagram. DSP0136 (ASF 2.0) §3.2.2; IPMI v2.0 rev 1.1, §13.1.3.
#pragma once

#include "base/error.hpp"
#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi::packet {

struct Rmcp {
    enum class MessageClass : std::uint8_t { asf = 0x06, ipmi = 0x07, oem = 0x08 };
    static constexpr std::uint8_t version = 0x06;
    static constexpr std::uint8_t no_acknowledge = 0xff;  ///< sequence number of everything IPMI sends
    static constexpr std::size_t size = 4;

    std::uint8_t sequence = no_acknowledge;
    MessageClass message_class = MessageClass::ipmi;
    bool acknowledge = false;  ///< class byte, bit 7
    bool operator==(const Rmcp&) const = default;

    static void encode(wire::Writer& out, const Rmcp& header);
    /// Errors: malformed (short, another version, a class that is neither ASF, IPMI nor OEM).
    static Result<Rmcp> decode(wire::Reader& in);
};

}  // namespace ipmi::packet
