#include "model/boot_progress.hpp"

#include <ranges>

namespace ipmi::model {

std::string boot_progress(std::span<const SelRecord> records) {
    constexpr std::uint8_t system_firmware_progress = 0x0f;
    constexpr std::uint8_t sensor_specific = 0x6f;
    for (const auto& record : records | std::views::reverse) {
        if (!record.sensor || !record.asserted) continue;
        if (record.raw[10] != system_firmware_progress || record.raw[12] != sensor_specific) continue;
        return record.detail.empty() ? record.event : record.event + ": " + record.detail;
    }
    return {};
}

}  // namespace ipmi::model
