// Get Device ID as a public word.
#pragma once

#include <ipmi/device.hpp>

#include "message/app/get_device_id.hpp"

namespace ipmi::client {

DeviceId device_id_of(const app::GetDeviceId::Response& response);

}  // namespace ipmi::client
