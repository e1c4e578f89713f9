// What a BMC says of itself, its LAN settings and its users; nothing is changed.
#pragma once

#include <ipmi/device.hpp>

#include "message/app/get_device_id.hpp"
#include "session/channel.hpp"

namespace ipmi::model {

DeviceId device_id_of(const app::GetDeviceId::Response& response);

/// Get Self Test Results in words. IPMI v2.0 rev 1.1, §20.4.
std::string self_test_text(std::uint8_t result, std::uint8_t detail);

/// Everything that `bmcscope info` shows but quirks and statistics (without `settings`: identity and self test alone);
/// what a BMC or this user's privilege does not give is a warning. Errors: those of Channel::call; Get Device ID's.
Task<Result<DeviceReport>> read_device(session::Channel& channel, bool settings = true);

}  // namespace ipmi::model
