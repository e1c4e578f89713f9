#include "schema/chassis_form.hpp"
#include "schema/members.hpp"

namespace ipmi::schema {
namespace {

/// A member that is one of these words, as the enumerator.
template <class Enum>
Enum member_word(const Json& json, const char* name, Enum last) {
    return word_of(value_of<std::string>(json, name), last, name);
}

IdentifyState identify_of(const Json& json) {
    const auto text = value_of<std::string>(json, "identify");
    for (const auto state :
         {IdentifyState::off, IdentifyState::temporary_on, IdentifyState::indefinite_on, IdentifyState::unknown})
        if (text == identify_text(state)) return state;
    throw Wrong{fmt::format("\"identify\": '{}' is no word of it", text.substr(0, 40))};
}

BootOptions boot_options_of(const Json& json) {
    BootOptions options;
    options.device = member_word(json, "device", BootDevice::unknown);
    options.valid = value_of<bool>(json, "valid");
    options.persistent = value_of<bool>(json, "persistent");
    options.uefi = value_of<bool>(json, "uefi");
    return options;
}

ChassisStatus chassis_status_of(const Json& json) {
    ChassisStatus status;
    status.power = member_word(json, "power", PowerState::on);
    status.power_overload = value_of<bool>(json, "power_overload");
    status.power_interlock = value_of<bool>(json, "power_interlock");
    status.power_fault = value_of<bool>(json, "power_fault");
    status.power_control_fault = value_of<bool>(json, "power_control_fault");
    status.restore_policy = member_word(json, "restore_policy", PowerRestorePolicy::unknown);
    status.last_power_event = safe_text_of(json, "last_power_event");
    status.intrusion = value_of<bool>(json, "intrusion");
    status.front_panel_lockout = value_of<bool>(json, "front_panel_lockout");
    status.drive_fault = value_of<bool>(json, "drive_fault");
    status.cooling_fault = value_of<bool>(json, "cooling_fault");
    status.identify = identify_of(json);
    if (json.contains("restart_cause")) status.restart_cause = safe_text_of(json, "restart_cause");
    status.power_on_hours = maybe<std::uint32_t>(json, "power_on_hours");
    if (json.contains("boot")) status.boot = boot_options_of(json["boot"]);
    status.raw = raw_bytes_of(json, "raw");
    return status;
}

PowerResult power_result_of(const Json& json) {
    PowerResult result;
    result.action = member_word(json, "action", PowerAction::diagnostic_interrupt);
    result.outcome = member_word(json, "outcome", Outcome::not_reached);
    if (json.contains("power")) result.state = member_word(json, "power", PowerState::on);
    result.forced = maybe<bool>(json, "forced").value_or(false);
    result.note = safe_text_of(json, "note");
    return result;
}

DcmiPower dcmi_power_of(const Json& json) {
    DcmiPower power;
    power.current_watts = value_of<std::uint16_t>(json, "current_watts");
    power.minimum_watts = value_of<std::uint16_t>(json, "minimum_watts");
    power.maximum_watts = value_of<std::uint16_t>(json, "maximum_watts");
    power.average_watts = value_of<std::uint16_t>(json, "average_watts");
    power.period = std::chrono::milliseconds(value_of<std::int64_t>(json, "period_ms"));
    power.active = value_of<bool>(json, "active");
    return power;
}

}  // namespace

Result<ChassisStatus> parse_chassis_status(const Json& json) {
    return checked(chassis_status_of, json);
}

Result<PowerResult> parse_power_result(const Json& json) {
    return checked(power_result_of, json);
}

Result<DcmiPower> parse_dcmi_power(const Json& json) {
    return checked(dcmi_power_of, json);
}

}  // namespace ipmi::schema
