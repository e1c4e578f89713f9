#include "engine/device_poll.hpp"

#include "host/parts.hpp"

namespace ipmi::engine {

Task<Result<void>> read_device(host::Bmc& bmc, HostBlock& block, bool settings) {
    const DeviceQuery query{settings};
    auto report = co_await host::read_device(bmc, query);
    if (!report) co_return std::unexpected(report.error());
    auto dated = std::make_shared<Dated<DeviceReport>>();
    dated->time = WallClock::now();
    dated->value = std::move(*report);
    auto& device = dated->value;
    if (settings) {
        block.settings_read = dated->time;
    } else if (block.device) {
        device.lan = block.device->value.lan;
        device.users = block.device->value.users;
        device.warnings = block.device->value.warnings;
    }
    device.statistics = bmc.statistics();
    block.device = std::move(dated);
    co_return Result<void>{};
}

Task<Result<void>> read_fru(host::Bmc& bmc, HostBlock& block) {
    auto report = co_await host::read_frus(bmc);
    if (!report) co_return std::unexpected(report.error());
    auto dated = std::make_shared<Dated<FruReport>>();
    dated->time = WallClock::now();
    dated->value = std::move(*report);
    dated->value.statistics = bmc.statistics();
    dated->value.warnings = bmc.warnings;
    block.fru = std::move(dated);
    co_return Result<void>{};
}

bool same_device(const DeviceReport& a, const DeviceReport& b) {
    auto other = b.id;
    other.update_in_progress = a.id.update_in_progress;
    // Whether a GUID is told may change with how busy a BMC is; two that differ are two machines.
    return a.id == other && (!a.has_guid || !b.has_guid || a.guid == b.guid);
}

}  // namespace ipmi::engine
