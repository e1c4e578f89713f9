// DCMI v1.5: capabilities and power. The power is what the machine's own sensors say.
#include <cmath>

#include "channel.hpp"
#include "commands.hpp"
#include "message/dcmi/get_dcmi_capability_info.hpp"
#include "message/dcmi/get_power_limit.hpp"
#include "message/dcmi/get_power_reading.hpp"

namespace ipmi::sim {
namespace {

constexpr std::uint8_t watts = 6;  // table 43-15

std::optional<Bytes> capability(const Bmc& bmc, std::uint8_t selector) {
    switch (selector) {
        case 1: return Bytes{0x0f, 0x01, 0x08};  // mandatory ones; power management; primary LAN
        case 2: {
            const auto entries = static_cast<std::uint16_t>(std::min<std::size_t>(bmc.profile().sel_capacity, 0xfff));
            constexpr std::uint8_t guid_only = 0x01, inlet_and_processors = 0x03, sampling_seconds = 1;
            return Bytes{static_cast<std::uint8_t>(entries), static_cast<std::uint8_t>(entries >> 8), guid_only,
                         inlet_and_processors, sampling_seconds};
        }
        case 3: return Bytes{packet::bmc_address, 0x00};
        case 4: return Bytes{lan_channel, 0xff, 0xff};
        default: return std::nullopt;
    }
}

Completion get_dcmi_capability_info(Call& call) {
    return respond<dcmi::GetDcmiCapabilityInfo>(call, [&call](const auto& request, auto& response) {
        auto data = capability(call.bmc, request.parameter_selector);
        if (!data) return Completion::parameter_out_of_range;
        response.parameter_data = std::move(*data);
        return Completion::ok;
    });
}

/// The whole machine's meter where there is one, else all power supplies together. nullopt: neither.
std::optional<double> system_watts(const Bmc& bmc) {
    constexpr std::uint8_t system_board = 7, power_supply = 10;
    std::optional<double> supplies;
    const auto& sensors = bmc.profile().sensors();
    for (std::size_t i = 0; i < sensors.size(); ++i) {
        if (!sensors[i].factors || sensors[i].unit != watts) continue;
        const auto value = sensors[i].factors->value(bmc.sensors.get(bmc.profile(), i).raw);
        if (sensors[i].entity == system_board) return value;
        if (sensors[i].entity == power_supply) supplies = supplies.value_or(0) + value;
    }
    return supplies;
}

Completion get_power_reading(Call& call) {
    return respond<dcmi::GetPowerReading>(call, [&call](const auto& request, auto& response) {
        constexpr std::uint8_t system_power_statistics = 1;
        constexpr double standby_share = 0.05;
        if (request.mode != system_power_statistics) return Completion::invalid_data;
        const auto measured = system_watts(call.bmc);
        const auto power = measured.value_or(0) * (call.bmc.chassis.on ? 1 : standby_share);
        const auto round = [power](double factor) { return static_cast<std::uint16_t>(std::lround(power * factor)); };
        response.current_watts = round(1);
        response.minimum_watts = round(0.9);
        response.maximum_watts = round(1.1);
        response.average_watts = round(1);
        response.time = call.bmc.log_time(call.now);
        response.period_ms = 1000;
        response.measurement_active = measured.has_value();
        return Completion::ok;
    });
}

Completion get_power_limit(Call& call) {
    constexpr auto no_active_limit = static_cast<Completion>(0x80);
    return respond<dcmi::GetPowerLimit>(call, [](const auto&, auto&) { return no_active_limit; });
}

constexpr Command dcmi_table[] = {
    {NetFn::group_extension, dcmi::GetDcmiCapabilityInfo::command, Level::none, get_dcmi_capability_info},
    {NetFn::group_extension, dcmi::GetPowerReading::command, Level::user, get_power_reading},
    {NetFn::group_extension, dcmi::GetPowerLimit::command, Level::user, get_power_limit},
};

}  // namespace

std::span<const Command> dcmi_commands() {
    return dcmi_table;
}

}  // namespace ipmi::sim
