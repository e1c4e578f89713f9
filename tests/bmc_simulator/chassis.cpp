// Chassis commands. IPMI v2.0 rev 1.1, §28.
#include "channel.hpp"
#include "commands.hpp"
#include "message/chassis/chassis_control.hpp"
#include "message/chassis/chassis_identify.hpp"
#include "message/chassis/get_chassis_capabilities.hpp"
#include "message/chassis/get_chassis_status.hpp"
#include "message/chassis/get_poh_counter.hpp"
#include "message/chassis/get_system_boot_options.hpp"
#include "message/chassis/get_system_restart_cause.hpp"
#include "message/chassis/set_power_restore_policy.hpp"
#include "message/chassis/set_system_boot_options.hpp"
#include "power.hpp"
#include "sensor_change.hpp"

namespace ipmi::sim {
namespace {

constexpr std::uint8_t intrusion = 0x05;  // sensor type; offset 0: general chassis intrusion

Completion get_chassis_capabilities(Call& call) {
    return respond<chassis::GetChassisCapabilities>(call, [&call](const auto&, auto& response) {
        response.provides_intrusion_sensor = find_sensor_of_type(call.bmc.profile(), intrusion) >= 0;
        response.provides_diagnostic_interrupt = true;
        return Completion::ok;
    });
}

Completion get_chassis_status(Call& call) {
    return respond<chassis::GetChassisStatus>(call, [&call](const auto&, auto& response) {
        const auto& state = call.bmc.chassis;
        response.power_is_on = state.on;
        response.power_restore_policy = state.restore_policy;
        response.last_event_power_on_by_command = state.on_by_command;
        response.identify_state_supported = true;
        response.identify_state = state.identify_until == Time::max() ? 2 : state.identify_until > call.now ? 1 : 0;
        if (const int sensor = find_sensor_of_type(call.bmc.profile(), intrusion); sensor >= 0)
            response.intrusion_active =
                (call.bmc.sensors.get(call.bmc.profile(), static_cast<std::size_t>(sensor)).states & 1) != 0;
        return Completion::ok;
    });
}

Completion chassis_control(Call& call) {
    using Control = chassis::ChassisControl::Control;
    return respond<chassis::ChassisControl>(call, [&call](const auto& request, auto&) {
        auto& bmc = call.bmc;
        const bool needs_power = request.control != Control::power_down && request.control != Control::power_up;
        if (needs_power && !bmc.chassis.on) return Completion::not_in_this_state;
        switch (request.control) {
            case Control::power_down: power_off(bmc, call.now); return Completion::ok;
            case Control::power_up: power_on(bmc, RestartCause::chassis_control, call.now); return Completion::ok;
            case Control::power_cycle: power_cycle(bmc, call.now); return Completion::ok;
            case Control::hard_reset: hard_reset(bmc, call.now); return Completion::ok;
            case Control::pulse_diagnostic_interrupt: diagnostic_interrupt(bmc, call.now); return Completion::ok;
            case Control::soft_shutdown: soft_off(bmc, call.now); return Completion::ok;
        }
        return Completion::invalid_data;
    });
}

Completion chassis_identify(Call& call) {
    return respond<chassis::ChassisIdentify>(call, [&call](const auto& request, auto&) {
        constexpr std::uint8_t default_seconds = 15;
        const std::chrono::seconds interval(request.interval_seconds.value_or(default_seconds));
        call.bmc.chassis.identify_until = request.force_on.value_or(false) ? Time::max() : call.now + interval;
        return Completion::ok;
    });
}

Completion set_power_restore_policy(Call& call) {
    return respond<chassis::SetPowerRestorePolicy>(call, [&call](const auto& request, auto& response) {
        constexpr std::uint8_t no_change = 3;
        if (request.policy > no_change) return Completion::invalid_data;
        if (request.policy != no_change) call.bmc.chassis.restore_policy = request.policy;
        response = {true, true, true};
        return Completion::ok;
    });
}

Completion get_system_restart_cause(Call& call) {
    return respond<chassis::GetSystemRestartCause>(call, [&call](const auto&, auto& response) {
        response.restart_cause = static_cast<std::uint8_t>(call.bmc.chassis.restart_cause);
        response.channel =
            call.bmc.chassis.restart_cause == RestartCause::chassis_control ? lan_channel : std::uint8_t{0};
        return Completion::ok;
    });
}

constexpr auto parameter_not_supported = static_cast<Completion>(0x80);

/// As it leaves the factory: table 28-14.
std::optional<Bytes> default_boot_option(std::uint8_t selector) {
    switch (selector) {
        case 0: return Bytes{0x00};                          // set in progress
        case 1: return Bytes{0x00};                          // service partition selector
        case 2: return Bytes{0x00};                          // service partition scan
        case 3: return Bytes{0x00};                          // boot flag valid bit clearing
        case 4: return Bytes{0x00, 0x00};                    // boot information acknowledge
        case 5: return Bytes{0x00, 0x00, 0x00, 0x00, 0x00};  // boot flags
        case 6: return Bytes(9, 0x00);                       // boot initiator information
        default: return std::nullopt;
    }
}

Completion get_system_boot_options(Call& call) {
    return respond<chassis::GetSystemBootOptions>(call, [&call](const auto& request, auto& response) {
        auto data = default_boot_option(request.parameter_selector);
        if (!data) return parameter_not_supported;
        if (const auto& own = call.bmc.chassis.boot_options; own)
            if (const auto found = own->find(request.parameter_selector); found != own->end()) data = found->second;
        response.parameter_selector = request.parameter_selector;
        response.parameter_data = std::move(*data);
        return Completion::ok;
    });
}

Completion set_system_boot_options(Call& call) {
    return respond<chassis::SetSystemBootOptions>(call, [&call](const auto& request, auto&) {
        auto data = default_boot_option(request.parameter_selector);
        if (!data) return parameter_not_supported;
        if (request.parameter_data.empty()) return Completion::ok;
        if (request.parameter_data.size() > data->size()) return Completion::length_invalid;
        std::ranges::copy(request.parameter_data, data->begin());
        // The acknowledge parameter's first byte selects which bits of the second are written.
        if (request.parameter_selector == 4) (*data)[0] = 0;
        auto& own = call.bmc.chassis.boot_options;
        if (!own) own = std::make_unique<std::map<std::uint8_t, Bytes>>();
        (*own)[request.parameter_selector] = std::move(*data);
        return Completion::ok;
    });
}

Completion get_poh_counter(Call& call) {
    return respond<chassis::GetPohCounter>(call, [&call](const auto&, auto& response) {
        constexpr std::uint32_t hours_before = 8760;  // a year in service
        const auto powered = std::chrono::duration_cast<std::chrono::hours>(call.bmc.chassis.powered(call.now));
        response.minutes_per_count = 60;
        response.count = hours_before + static_cast<std::uint32_t>(powered.count());
        return Completion::ok;
    });
}

constexpr Command chassis_table[] = {
    {NetFn::chassis, chassis::GetChassisCapabilities::command, Level::user, get_chassis_capabilities},
    {NetFn::chassis, chassis::GetChassisStatus::command, Level::user, get_chassis_status},
    {NetFn::chassis, chassis::ChassisControl::command, Level::operator_, chassis_control},
    {NetFn::chassis, chassis::ChassisIdentify::command, Level::operator_, chassis_identify},
    {NetFn::chassis, chassis::SetPowerRestorePolicy::command, Level::operator_, set_power_restore_policy},
    {NetFn::chassis, chassis::GetSystemRestartCause::command, Level::user, get_system_restart_cause},
    {NetFn::chassis, chassis::SetSystemBootOptions::command, Level::operator_, set_system_boot_options},
    {NetFn::chassis, chassis::GetSystemBootOptions::command, Level::operator_, get_system_boot_options},
    {NetFn::chassis, chassis::GetPohCounter::command, Level::user, get_poh_counter},
};

}  // namespace

std::span<const Command> chassis_commands() {
    return chassis_table;
}

}  // namespace ipmi::sim
