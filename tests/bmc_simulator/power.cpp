#include "power.hpp"

#include "sensor_change.hpp"
#include "sensor_types.hpp"

namespace ipmi::sim {
namespace {

// Offsets of their states, table 42-3.
constexpr unsigned unit_is_off = 0;
constexpr std::uint16_t acpi_working = 1u << 0, acpi_soft_off = 1u << 5, acpi_sleep_or_off = 1u << 6;
constexpr auto boot_time = std::chrono::seconds(2);

void show_power(Bmc& bmc, Time now) {
    const auto& profile = bmc.profile();
    if (const int unit = find_sensor_of_type(profile, sensor_type::power_unit); unit >= 0) {
        const auto index = static_cast<std::size_t>(unit);
        const auto other = bmc.sensors.get(profile, index).states & ~(1u << unit_is_off);
        set_states(bmc, index, static_cast<std::uint16_t>(other | (bmc.chassis.on ? 0u : 1u << unit_is_off)), true,
                   now);
    }
    if (const int acpi = find_sensor_of_type(profile, sensor_type::acpi_state); acpi >= 0) {
        const auto index = static_cast<std::size_t>(acpi);
        const bool knows_soft_off = (profile.sensors()[index].assertions & acpi_soft_off) != 0;
        const auto off = knows_soft_off ? acpi_soft_off : acpi_sleep_or_off;
        set_states(bmc, index, bmc.chassis.on ? acpi_working : off, false, now);
    }
}

/// System Firmware Progress, offset 02h: what the firmware does now, in event data 2. Table 42-3.
void log_progress(Bmc& bmc, std::uint8_t code, Time now) {
    const int sensor = find_sensor_of_type(bmc.profile(), sensor_type::firmware_progress);
    if (sensor < 0) return;
    constexpr std::uint8_t progress_with_code = 0xc2;
    log_event(bmc, bmc.profile().sensors()[static_cast<std::size_t>(sensor)], true,
              {progress_with_code, code, unspecified_event_data}, now);
}

void start_boot(Bmc& bmc, Time now) {
    constexpr std::uint8_t memory_initialisation = 0x01;
    log_progress(bmc, memory_initialisation, now);
    bmc.chassis.booted_at = now + boot_time;
}

}  // namespace

void power_on(Bmc& bmc, RestartCause cause, Time now) {
    auto& chassis = bmc.chassis;
    chassis.on_at.reset();
    if (chassis.on) return;
    chassis.on = true;
    chassis.on_since = now;
    chassis.on_by_command = cause == RestartCause::chassis_control;
    chassis.restart_cause = cause;
    show_power(bmc, now);
    start_boot(bmc, now);
}

void power_off(Bmc& bmc, Time now) {
    auto& chassis = bmc.chassis;
    chassis.off_at.reset();
    chassis.on_at.reset();
    chassis.booted_at.reset();
    if (!chassis.on) return;
    chassis.on_before = chassis.powered(now);
    chassis.on = false;
    show_power(bmc, now);
}

void power_cycle(Bmc& bmc, Time now) {
    power_off(bmc, now);
    bmc.chassis.on_at = now + bmc.settings().cycle_interval;
}

void hard_reset(Bmc& bmc, Time now) {
    bmc.chassis.off_at.reset();
    bmc.chassis.restart_cause = RestartCause::chassis_control;
    start_boot(bmc, now);
}

void soft_off(Bmc& bmc, Time now) {
    if (!bmc.chassis.off_at) bmc.chassis.off_at = now + bmc.settings().soft_off;
}

void diagnostic_interrupt(Bmc& bmc, Time now) {
    constexpr std::array<std::uint8_t, 3> front_panel_nmi{0x00, unspecified_event_data, unspecified_event_data};
    const int sensor = find_sensor_of_type(bmc.profile(), sensor_type::critical_interrupt);
    if (sensor >= 0)
        log_event(bmc, bmc.profile().sensors()[static_cast<std::size_t>(sensor)], true, front_panel_nmi, now);
    else
        log_event(bmc, sensor_type::critical_interrupt, 0xff, 0x6f, front_panel_nmi, now);
}

void mains_cycle(Bmc& bmc, Time now) {
    const bool was_on = bmc.chassis.on;
    power_off(bmc, now);
    if (bmc.chassis.restore_policy == 2)
        power_on(bmc, RestartCause::always_on, now);
    else if (bmc.chassis.restore_policy == 1 && was_on)
        power_on(bmc, RestartCause::previous_state, now);
}

void advance_power(Bmc& bmc, Time now) {
    constexpr std::uint8_t starting_operating_system = 0x13;
    auto& chassis = bmc.chassis;
    if (chassis.off_at && *chassis.off_at <= now) power_off(bmc, *chassis.off_at);
    if (chassis.on_at && *chassis.on_at <= now) power_on(bmc, RestartCause::chassis_control, *chassis.on_at);
    if (chassis.booted_at && *chassis.booted_at <= now) {
        log_progress(bmc, starting_operating_system, *chassis.booted_at);
        chassis.booted_at.reset();
    }
}

}  // namespace ipmi::sim
