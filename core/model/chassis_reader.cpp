#include "model/chassis_reader.hpp"

#include <fmt/format.h>

#include <array>

#include "base/completion.hpp"
#include "message/chassis/get_poh_counter.hpp"
#include "message/chassis/get_system_boot_options.hpp"
#include "message/chassis/get_system_restart_cause.hpp"
#include "message/dcmi/get_power_reading.hpp"
#include "model/boot_options.hpp"
#include "session/gather.hpp"

namespace ipmi::model {
namespace {

using chassis::GetChassisStatus;
using chassis::GetPohCounter;
using chassis::GetSystemBootOptions;
using chassis::GetSystemRestartCause;

std::string last_event_text(const GetChassisStatus::Response& r) {
    std::string text;
    const auto add = [&text](bool set, std::string_view what) {
        if (!set) return;
        if (!text.empty()) text += ", ";
        text += what;
    };
    add(r.last_event_ac_failed, "AC failed");
    add(r.last_event_power_overload, "power overload");
    add(r.last_event_power_interlock, "power interlock");
    add(r.last_event_power_fault, "power fault");
    add(r.last_event_power_on_by_command, "powered on by command");
    return text;
}

/// The bytes as the BMC sent them are what programs compare; encoded again they are the same but for reserved bits.
std::vector<std::uint8_t> raw_of(const Result<session::Reply>& reply) {
    if (!reply || reply->completion != 0) return {};
    return {reply->data.begin(), reply->data.end()};
}

constexpr std::uint32_t minutes_per_hour = 60;

}  // namespace

std::string restart_cause_text(std::uint8_t cause) {
    constexpr std::array<const char*, 12> texts{"unknown",
                                                "chassis control command",
                                                "reset button",
                                                "power button",
                                                "watchdog expired",
                                                "OEM",
                                                "power restored, policy always on",
                                                "power restored, policy previous state",
                                                "reset by platform event filter",
                                                "power cycle by platform event filter",
                                                "soft reset",
                                                "real-time clock wake-up"};
    const auto known = static_cast<std::size_t>(cause & 0x0f);
    return known < texts.size() ? texts[known] : fmt::format("reserved {:X}h", known);
}

ChassisStatus chassis_status_of(const GetChassisStatus::Response& r) {
    ChassisStatus status;
    status.power = r.power_is_on ? PowerState::on : PowerState::off;
    status.power_overload = r.power_overload;
    status.power_interlock = r.power_interlock;
    status.power_fault = r.power_fault;
    status.power_control_fault = r.power_control_fault;
    constexpr std::array policies{PowerRestorePolicy::always_off, PowerRestorePolicy::previous,
                                  PowerRestorePolicy::always_on, PowerRestorePolicy::unknown};
    status.restore_policy = policies[r.power_restore_policy & 0x03];
    status.last_power_event = last_event_text(r);
    status.intrusion = r.intrusion_active;
    status.front_panel_lockout = r.front_panel_lockout_active;
    status.drive_fault = r.drive_fault;
    status.cooling_fault = r.cooling_fault;
    constexpr std::array identify{IdentifyState::off, IdentifyState::temporary_on, IdentifyState::indefinite_on,
                                  IdentifyState::unknown};
    status.identify = r.identify_state_supported ? identify[r.identify_state & 0x03] : IdentifyState::unknown;
    return status;
}

Task<Result<ChassisStatus>> read_chassis_status(session::Channel& channel) {
    const GetChassisStatus::Request request{};
    auto command = session::command_of<GetChassisStatus>(request);
    const auto reply = co_await channel.call(std::move(command));
    const auto response = session::gathered<GetChassisStatus>(reply);
    if (!response) co_return std::unexpected(response.error());
    auto status = chassis_status_of(*response);
    status.raw = raw_of(reply);
    co_return status;
}

Task<Result<ChassisStatus>> read_chassis_details(session::Channel& channel) {
    const Empty nothing{};
    GetSystemBootOptions::Request boot_flags;
    boot_flags.parameter_selector = boot_flags_parameter;
    std::vector<session::Command> commands;
    commands.push_back(session::command_of<GetChassisStatus>(nothing));
    commands.push_back(session::command_of<GetSystemRestartCause>(nothing));
    commands.push_back(session::command_of<GetPohCounter>(nothing));
    commands.push_back(session::command_of<GetSystemBootOptions>(boot_flags));
    const auto replies = co_await session::gather(channel, std::move(commands));
    if (!replies) co_return std::unexpected(replies.error());
    const auto response = session::gathered<GetChassisStatus>((*replies)[0]);
    if (!response) co_return std::unexpected(response.error());
    auto status = chassis_status_of(*response);
    status.raw = raw_of((*replies)[0]);
    if (const auto cause = session::gathered<GetSystemRestartCause>((*replies)[1]))
        status.restart_cause = restart_cause_text(cause->restart_cause);
    if (const auto poh = session::gathered<GetPohCounter>((*replies)[2])) {
        const auto minutes = std::uint64_t{poh->count} * poh->minutes_per_count;
        status.power_on_hours = static_cast<std::uint32_t>(minutes / minutes_per_hour);
    }
    if (const auto flags = session::gathered<GetSystemBootOptions>((*replies)[3]))
        if (const auto boot = decode_boot_flags(flags->parameter_data)) status.boot = *boot;
    co_return status;
}

Task<Result<DcmiPower>> read_dcmi_power(session::Channel& channel) {
    const dcmi::GetPowerReading::Request request{};
    const auto reply = co_await session::call<dcmi::GetPowerReading>(channel, request);
    if (!reply) {
        const auto code = reply.error().completion.value_or(0);
        if (code == completion::invalid_command || code == completion::invalid_data_field ||
            code == completion::parameter_out_of_range)
            co_return fail(Errc::unsupported, "this BMC has no DCMI power measurement");
        co_return std::unexpected(reply.error());
    }
    DcmiPower power;
    power.current_watts = reply->current_watts;
    power.minimum_watts = reply->minimum_watts;
    power.maximum_watts = reply->maximum_watts;
    power.average_watts = reply->average_watts;
    power.period = std::chrono::milliseconds(reply->period_ms);
    power.active = reply->measurement_active;
    co_return power;
}

}  // namespace ipmi::model
