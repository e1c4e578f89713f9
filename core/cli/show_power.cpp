#include "cli/show_power.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/chassis_form.hpp"

namespace ipmi::cli {
namespace {

/// "soft shutdown", as a sentence goes on about it.
const char* name_of(PowerAction action) {
    switch (action) {
        case PowerAction::on: return "power on";
        case PowerAction::off: return "power off";
        case PowerAction::cycle: return "power cycle";
        case PowerAction::reset: return "reset";
        case PowerAction::soft: return "soft shutdown";
        case PowerAction::diagnostic_interrupt: return "diagnostic interrupt";
    }
    return "action";
}

/// What the host is after it.
const char* done_of(PowerAction action) {
    switch (action) {
        case PowerAction::on: return "on";
        case PowerAction::off: return "off";
        case PowerAction::cycle: return "power-cycled";
        case PowerAction::reset: return "reset";
        case PowerAction::soft: return "shut down";
        case PowerAction::diagnostic_interrupt: return "interrupted";
    }
    return "done";
}

std::string outcome_text(const PowerResult& result) {
    switch (result.outcome) {
        case Outcome::verified: return fmt::format("{}, verified", done_of(result.action));
        case Outcome::accepted_unverified: return fmt::format("{} accepted, unverified", name_of(result.action));
        case Outcome::unknown: return fmt::format("{}: outcome unknown", name_of(result.action));
        case Outcome::not_reached: return fmt::format("{} not done", name_of(result.action));
    }
    return name_of(result.action);
}

Tally tally_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::verified: return Tally::verified;
        case Outcome::accepted_unverified: return Tally::accepted;
        case Outcome::unknown: return Tally::outcome_unknown;
        case Outcome::not_reached: return Tally::not_done;
    }
    return Tally::outcome_unknown;
}

}  // namespace

Shown show(const ChassisStatus& status, const Style& style) {
    Shown shown;
    std::vector<std::string> remarks;
    const auto add = [&remarks, &style](bool set, const char* what, Paint paint) {
        if (set) remarks.push_back(style.paint(what, paint));
    };
    add(status.power_fault, "power fault", Paint::critical);
    add(status.power_control_fault, "power control fault", Paint::critical);
    add(status.power_overload, "power overload", Paint::critical);
    add(status.cooling_fault, "cooling fault", Paint::critical);
    add(status.drive_fault, "drive fault", Paint::critical);
    add(status.power_interlock, "power interlock", Paint::warning);
    add(status.intrusion, "chassis open", Paint::warning);
    add(status.identify == IdentifyState::temporary_on || status.identify == IdentifyState::indefinite_on,
        "identify lamp on", Paint::plain);
    shown.text = style.paint(to_string(status.power), status.power == PowerState::on ? Paint::good : Paint::bold);
    if (!remarks.empty()) shown.text += fmt::format(" ({})", fmt::join(remarks, ", "));
    shown.json = schema::form(status);
    return shown;
}

Shown show(const PowerResult& result, const Style& style) {
    Shown shown;
    shown.success = result.outcome == Outcome::verified || result.outcome == Outcome::accepted_unverified;
    shown.tally = tally_of(result.outcome);
    shown.text = style.paint(outcome_text(result), shown.success ? Paint::plain : Paint::critical);
    if (result.forced) shown.text += ", by cutting the power";
    if (result.state && result.outcome != Outcome::verified)
        shown.text += fmt::format("; the host is {}", to_string(*result.state));
    if (!result.note.empty()) shown.text += fmt::format(" ({})", result.note);
    shown.json = schema::form(result);
    return shown;
}

Shown show_identify(const IdentifyRequest& request, bool as_asked) {
    Shown shown;
    shown.json["identify"] = request.on ? "on" : "off";
    if (!request.on) {
        shown.text = "identify lamp off";
    } else if (request.seconds || !as_asked) {
        const int seconds = request.seconds.value_or(255);
        shown.json["seconds"] = seconds;
        shown.text = fmt::format("identify lamp on for {} s", seconds);
        if (!as_asked) shown.notes.emplace_back("this BMC cannot keep the identify lamp on for longer than 255 s");
    } else {
        shown.text = "identify lamp on until it is switched off";
    }
    return shown;
}

}  // namespace ipmi::cli
