// What a BMC says of itself, as JSON.
#pragma once

#include <ipmi/device.hpp>

#include "schema/values.hpp"

namespace ipmi::schema {

/// {"manufacturer", "product_id", "firmware", "ipmi_version", "guid", "self_test", "lan", "users", "quirks", …}
Json form(const DeviceReport& report);
Json form(const LanSettings& lan);
Json form(const UserSetting& user);

/// "a123…-…": most significant byte first, where the wire has the whole GUID reversed (as ipmitool prints it without an
/// encoding). BMCs differ, so the bytes stand beside it.
std::string guid_text(const std::array<std::uint8_t, 16>& guid);
/// "2.0" from the byte 02h.
std::string ipmi_version_text(std::uint8_t version);

}  // namespace ipmi::schema
