// The IPMI 1.5 session header as far as a BMC needs it that offers no 1.5 sessions: ipmitool and FreeIPMI ask for the
// channel's capabilities in it before they log in. IPMI v2.0 rev 1.1, table 13-8, left column.
#pragma once

#include "base/error.hpp"
#include "wire/writer.hpp"

namespace ipmi::sim {

struct Session15 {
    std::uint32_t sequence = 0;
    std::uint32_t session_id = 0;
    ByteView payload{};  ///< borrowed

    /// A whole datagram. Errors: malformed; unsupported (an authentication type other than none).
    static Result<Session15> decode(ByteView datagram);
    /// Outside a session, not authenticated.
    static void encode(wire::Writer& out, ByteView payload);
};

}  // namespace ipmi::sim
