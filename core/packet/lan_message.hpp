// The IPMI LAN message inside an IPMI payload: addresses, network function, sequence, command, two checksums.
// IPMI v2.0 rev 1.1, §13.8 and figure 13-3.
#pragma once

#include "base/error.hpp"
#include "message/message.hpp"
#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi::packet {

inline constexpr std::uint8_t bmc_address = 0x20;
inline constexpr std::uint8_t console_address = 0x81;  ///< remote console software id

/// Both directions: a response carries netfn + 1 and its data starts with the completion code.
struct LanMessage {
    std::uint8_t target_address = bmc_address;  ///< responder (request) or requester (response)
    std::uint8_t target_lun = 0;
    std::uint8_t netfn = 0;  ///< even: request; odd: response
    std::uint8_t source_address = console_address;
    std::uint8_t source_lun = 0;
    std::uint8_t sequence = 0;  ///< 6 bits
    std::uint8_t command = 0;
    ByteView data{};  ///< borrowed

    static void encode(wire::Writer& out, const LanMessage& message);
    /// Errors: malformed (short, or one of the two checksums is wrong).
    static Result<LanMessage> decode(ByteView payload);
};

}  // namespace ipmi::packet
