#include "power_check.hpp"

#include <fmt/format.h>

#include "render.hpp"
#include "sensor_text.hpp"

namespace plugins {
namespace {

using ipmi::ChassisStatus;
using ipmi::PowerState;

void add(Check& check, bool present, Severity state, const char* text) {
    if (present) check.children.push_back({state, text, {}, {}, {}, {}});
}

Check check_watts(const ipmi::DcmiPower& power, const PowerPolicy& policy) {
    Check check;
    const double watts = power.current_watts;
    check.text = fmt::format("power {} W", power.current_watts);
    if (policy.watts_critical && policy.watts_critical->alerts(watts)) {
        check.state = Severity::critical;
        check.text += " " + broken_text(*policy.watts_critical, watts);
    } else if (policy.watts_warning && policy.watts_warning->alerts(watts)) {
        check.state = Severity::warning;
        check.text += " " + broken_text(*policy.watts_warning, watts);
    }
    check.text +=
        fmt::format(" (average {} W, from {} to {} W)", power.average_watts, power.minimum_watts, power.maximum_watts);
    check.metrics.push_back({"power", watts, "W", policy.watts_warning, policy.watts_critical, 0.0, {}});
    return check;
}

bool identifying(ipmi::IdentifyState state) {
    return state == ipmi::IdentifyState::temporary_on || state == ipmi::IdentifyState::indefinite_on;
}

}  // namespace

Check check_power(const ChassisStatus& status, const std::optional<ipmi::DcmiPower>& watts, const PowerPolicy& policy,
                  StateOrder order) {
    Check check;
    const bool on = status.power == PowerState::on;
    check.children.push_back({on ? Severity::ok : policy.powered_off, on ? "host on" : "host off", {}, {}, {}, {}});
    add(check, status.power_fault, Severity::critical, "main power fault");
    add(check, status.power_control_fault, Severity::critical, "power control fault");
    add(check, status.power_overload, Severity::critical, "power overload");
    add(check, status.drive_fault, Severity::critical, "drive fault");
    add(check, status.cooling_fault, Severity::critical, "cooling or fan fault");
    add(check, status.power_interlock, Severity::warning, "power interlock: a panel is open");
    add(check, status.intrusion, policy.intrusion, "chassis intrusion");
    if (watts && watts->active) check.children.push_back(check_watts(*watts, policy));
    const auto state = worst(check, order);
    std::vector<std::string> parts;
    for (const auto& child : check.children)
        if (child.state != Severity::ok) parts.push_back(child.text);
    if (parts.empty()) {
        check.text = on ? "host on" : "host off";
        if (watts && watts->active) check.text += fmt::format(", {} W", watts->current_watts);
        check.text += ", no fault";
    } else {
        check.text = first_line(parts, on ? "" : policy.powered_off == Severity::ok ? ", host off" : "", state);
    }
    const auto lamp = ipmi::lamp_of(status.power, state, identifying(status.identify));
    check.notes.push_back(fmt::format("lamp by power and chassis alone: {}{}{}", to_string(lamp.colour),
                                      lamp.blinking ? " blinking" : "",
                                      identifying(status.identify) ? ": identify is on" : ""));
    if (!status.last_power_event.empty()) check.notes.push_back("last power event: " + status.last_power_event);
    if (status.restart_cause) check.notes.push_back("last restart: " + *status.restart_cause);
    check.notes.push_back(fmt::format("after mains return: {}", to_string(status.restore_policy)));
    check.metrics.push_back({"power_on", on ? 1.0 : 0.0, {}, {}, {}, 0.0, 1.0});
    if (status.power_on_hours)
        check.metrics.push_back({"power_on_hours", static_cast<double>(*status.power_on_hours), {}, {}, {}, 0.0, {}});
    return check;
}

}  // namespace plugins
