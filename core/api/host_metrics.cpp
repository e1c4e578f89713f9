#include <fmt/format.h>

#include <array>
#include <limits>

#include "api/metric_family.hpp"

namespace ipmi::api {
namespace {

using engine::HostBlock;
using engine::Part;
using engine::Reach;

/// ipmi_exporter's names of what is asked.
struct Collector {
    Part part;
    const char* name;
};
constexpr std::array collectors{Collector{Part::sensors, "ipmi"}, Collector{Part::chassis, "chassis"},
                                Collector{Part::dcmi_power, "dcmi"}, Collector{Part::device, "bmc"},
                                Collector{Part::sel, "sel"}};

bool was_read(const HostBlock& block, Part part) {
    switch (part) {
        case Part::sensors: return block.sensors != nullptr;
        case Part::chassis: return block.chassis != nullptr;
        case Part::sel: return block.sel != nullptr;
        case Part::dcmi_power: return block.dcmi_power != nullptr;
        case Part::device: return block.device != nullptr;
        case Part::fru: return block.fru != nullptr;
    }
    return false;
}

/// What was read of it stands for what is; not so what an engine before this one has read.
bool up(const HostBlock& block, Part part) {
    return block.reach == Reach::answers && !block.stale && was_read(block, part) && !block.failure_of(part);
}

void add_up(MetricText& text, const char* name, const HostBlock& block) {
    for (const auto& [part, collector] : collectors) {
        // Many BMCs have no DCMI, which is no trouble.
        if (part == Part::dcmi_power && !was_read(block, part)) continue;
        text.sample(name, {{"host", block.name}, {"collector", collector}}, up(block, part) ? 1 : 0);
    }
}

template <class Value>
void add_chassis(MetricText& text, const char* name, const HostBlock& block, const Value& value) {
    if (up(block, Part::chassis)) text.sample(name, {{"host", block.name}}, value(block.chassis->value) ? 1 : 0);
}

void add_power_state(MetricText& text, const char* name, const HostBlock& block) {
    add_chassis(text, name, block, [](const ChassisStatus& status) { return status.power == PowerState::on; });
}
void add_drive_fault(MetricText& text, const char* name, const HostBlock& block) {
    add_chassis(text, name, block, [](const ChassisStatus& status) { return !status.drive_fault; });
}
void add_cooling_fault(MetricText& text, const char* name, const HostBlock& block) {
    add_chassis(text, name, block, [](const ChassisStatus& status) { return !status.cooling_fault; });
}

void add_dcmi_power(MetricText& text, const char* name, const HostBlock& block) {
    if (up(block, Part::dcmi_power) && block.dcmi_power->value.active)
        text.sample(name, {{"host", block.name}}, block.dcmi_power->value.current_watts);
}

void add_bmc_info(MetricText& text, const char* name, const HostBlock& block) {
    if (!up(block, Part::device)) return;
    const auto& device = block.device->value;
    const auto number = device.id.manufacturer_id;
    const auto manufacturer =
        device.manufacturer.empty() ? fmt::format("{}", number) : fmt::format("{} ({})", device.manufacturer, number);
    // The host's own firmware is not among what is asked of a BMC.
    text.sample(name,
                {{"host", block.name},
                 {"firmware_revision", firmware_version(device.id)},
                 {"manufacturer_id", manufacturer},
                 {"system_firmware_version", "N/A"}},
                1);
}

const SelInfo* log_of(const HostBlock& block) {
    if (!up(block, Part::sel)) return nullptr;
    return block.sel_fill ? &block.sel_fill->value.info : &block.sel->value.info();
}
void add_log_entries(MetricText& text, const char* name, const HostBlock& block) {
    if (const auto* info = log_of(block)) text.sample(name, {{"host", block.name}}, info->entries);
}
void add_log_space(MetricText& text, const char* name, const HostBlock& block) {
    if (const auto* info = log_of(block)) text.sample(name, {{"host", block.name}}, info->free_bytes);
}

void add_host_up(MetricText& text, const char* name, const HostBlock& block) {
    text.sample(name, {{"host", block.name}}, block.reach == Reach::answers && !block.stale ? 1 : 0);
}
void add_severity(MetricText& text, const char* name, const HostBlock& block) {
    const auto now = block.severity();
    for (const auto severity : {Severity::ok, Severity::warning, Severity::critical, Severity::unknown})
        text.sample(name, {{"host", block.name}, {"severity", to_string(severity)}}, severity == now ? 1 : 0);
}
void add_incidents(MetricText& text, const char* name, const HostBlock& block) {
    text.sample(name, {{"host", block.name}}, static_cast<double>(block.troubles.count));
}
void add_read_time(MetricText& text, const char* name, const HostBlock& block) {
    if (block.sensors) text.sample(name, {{"host", block.name}}, seconds_of(block.sensors->time));
}

constexpr std::array host_metric_families{
    MetricFamily{"ipmi_up", "1 if this was read when the host was last asked for it, 0 otherwise.", add_up},
    MetricFamily{"ipmi_bmc_info", "Constant 1, with what the BMC says of itself.", add_bmc_info},
    MetricFamily{"ipmi_chassis_power_state", "Power state: 1 on, 0 off.", add_power_state},
    MetricFamily{"ipmi_chassis_drive_fault_state", "Drives: 1 no fault, 0 fault.", add_drive_fault},
    MetricFamily{"ipmi_chassis_cooling_fault_state", "Cooling and fans: 1 no fault, 0 fault.", add_cooling_fault},
    MetricFamily{"ipmi_dcmi_power_consumption_watts", "Power consumption now in watts, by DCMI.", add_dcmi_power},
    MetricFamily{"ipmi_sel_logs_count", "Records in the event log.", add_log_entries},
    MetricFamily{"ipmi_sel_free_space_bytes", "Free space in the event log in bytes.", add_log_space},
    MetricFamily{"bmcscope_host_up", "1 if the BMC answers, 0 otherwise.", add_host_up},
    MetricFamily{"bmcscope_host_severity", "1 at the severity that the host's sensors have now.", add_severity},
    MetricFamily{"bmcscope_host_open_incidents", "Incidents that are open.", add_incidents},
    MetricFamily{"bmcscope_host_read_timestamp_seconds", "When the sensors were read last, since 1970.", add_read_time},
};

}  // namespace

std::span<const MetricFamily> host_families() {
    return host_metric_families;
}

}  // namespace ipmi::api
