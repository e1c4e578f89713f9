// Boot flags: from which device the host starts next. IPMI v2.0 rev 1.1, §28.13, table 28-14, parameter 5.
#pragma once

#include <ipmi/chassis.hpp>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "session/channel.hpp"

namespace ipmi::model {

inline constexpr std::uint8_t boot_flags_parameter = 5;

/// Five bytes of parameter data. Errors: malformed.
Result<BootOptions> decode_boot_flags(ByteView data);
/// Errors: unsupported (a device that no flag stands for).
Result<Bytes> encode_boot_flags(const BootOptions& options);

/// Errors: those of Channel::call; completion_code; malformed.
Task<Result<BootOptions>> read_boot_options(session::Channel& channel);
/// Writes the flags, tells the BMC that the next start within 60 s need not be ours (so that they are kept), and reads
/// them back. Errors: the same; unsupported where the BMC kept something else.
Task<Result<BootOptions>> write_boot_options(session::Channel& channel, BootOptions options);

}  // namespace ipmi::model
