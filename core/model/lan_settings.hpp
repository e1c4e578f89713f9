// LAN settings, read only: IPMI v2.0 rev 1.1, §23.2, table 23-4.
#pragma once

#include <ipmi/device.hpp>

#include "session/channel.hpp"

namespace ipmi::model {

/// `channel_number` as Get Channel Info tells it. Parameters that are refused stay empty.
/// Errors: those of Channel::call; completion_code (not one of them was given).
Task<Result<LanSettings>> read_lan_settings(session::Channel& channel, std::uint8_t channel_number);

}  // namespace ipmi::model
