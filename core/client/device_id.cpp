#include "client/device_id.hpp"

namespace ipmi::client {

DeviceId device_id_of(const app::GetDeviceId::Response& response) {
    DeviceId id;
    id.device_id = response.device_id;
    id.device_revision = response.device_revision;
    id.provides_device_sdrs = response.provides_device_sdrs;
    id.update_in_progress = response.update_in_progress;
    id.firmware_major = response.firmware_major;
    id.firmware_minor = response.firmware_minor;
    id.ipmi_version = response.ipmi_version;
    id.additional_support = response.additional_support;
    id.manufacturer_id = response.manufacturer_id;
    id.product_id = response.product_id;
    id.auxiliary_firmware = response.auxiliary_firmware.value_or(std::array<std::uint8_t, 4>{});
    return id;
}

}  // namespace ipmi::client
