// The BMC's users on one channel, read only. Needs operator privilege for the access, as a rule.
#pragma once

#include <ipmi/device.hpp>

#include "session/channel.hpp"

namespace ipmi::model {

/// Users that have a name or access. Errors: those of Channel::call; completion_code (no permission, as a rule).
Task<Result<std::vector<UserSetting>>> read_users(session::Channel& channel, std::uint8_t channel_number);

}  // namespace ipmi::model
