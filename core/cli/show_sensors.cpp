#include "cli/show_sensors.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "cli/table.hpp"
#include "cli/values.hpp"

namespace ipmi::cli {
namespace {

std::string value_of(const Sensor& sensor, const Reading& reading) {
    if (reading.reason != Reason::none) return "-";
    if (reading.value) return value_text(*reading.value, sensor.unit);
    const auto states = state_texts(sensor, reading);
    if (!states.empty()) return fmt::format("{}", fmt::join(states, ", "));
    return sensor.is_threshold() ? "-" : "no state asserted";
}

/// The threshold beyond which the value lies, or why there is none.
std::string remark_on(const Reading& reading, const Thresholds& thresholds) {
    if (reading.reason != Reason::none) return to_string(reading.reason);
    if (!reading.crossed) return {};
    const auto& limit = thresholds[*reading.crossed];
    if (!limit) return to_string(*reading.crossed);
    return fmt::format("{} {} ({})", is_upper(*reading.crossed) ? ">" : "<", number_text(*limit),
                       to_string(*reading.crossed));
}

struct Counts {
    std::size_t total = 0;
    std::array<std::size_t, 4> judged{};  ///< by Severity
    std::size_t without = 0;
};

std::string summary(const Counts& tally) {
    auto text = fmt::format("{} sensor{}", tally.total, tally.total == 1 ? "" : "s");
    auto add = [&text, first = true](std::size_t count, const char* what) mutable {
        if (count == 0) return;
        text += fmt::format("{} {} {}", first ? ":" : ",", count, what);
        first = false;
    };
    for (const auto severity : {Severity::critical, Severity::unknown, Severity::warning, Severity::ok})
        add(tally.judged[static_cast<std::size_t>(severity)], to_string(severity));
    add(tally.without, "without a value");
    return text;
}

/// All but the readings themselves.
Shown told_beside(const SensorReport& report) {
    Shown shown;
    shown.notes = report.warnings;
    if (report.cut) {
        shown.notes.push_back("the reading ended early, what is missing was not read: " + report.cut->context);
        shown.success = false;
    }
    for (const auto& record : report.table->skipped)
        shown.notes.push_back(fmt::format("SDR record {:04X}h left out: {}", record.record_id, record.why));
    shown.statistics = report.statistics;
    return shown;
}

}  // namespace

std::string trouble_text(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds) {
    auto text = sensor.label;
    for (const auto& part :
         {reading.reason == Reason::none ? value_of(sensor, reading) : std::string(), remark_on(reading, thresholds)})
        if (!part.empty()) text += ' ' + part;
    return text;
}

Shown show_json(const SensorReport& report, schema::SensorForms<schema::JsonWriter>& forms) {
    auto shown = told_beside(report);
    constexpr std::size_t usual_sensor_bytes = 500;
    shown.written.reserve(usual_sensor_bytes * (report.readings.size() + 2));
    schema::JsonWriter out(shown.written);
    schema::MomentText moment;
    forms.write_report(out, report, moment);
    return shown;
}

Shown show(const SensorReport& report, const Style& style) {
    auto shown = told_beside(report);
    Table table({{"Sensor"}, {"Value"}, {"State"}, {""}});
    Counts tally;
    for (const auto& reading : report.readings) {
        const auto& sensor = report.table->sensors.at(reading.sensor);
        if (reading.reason == Reason::event_only) continue;  // it has nothing to read
        ++tally.total;
        const bool has_value = reading.reason == Reason::none;
        const bool judged = has_value || reading.severity != Severity::ok;
        ++(judged ? tally.judged[static_cast<std::size_t>(reading.severity)] : tally.without);
        const auto paint = has_value ? paint_of(reading.severity) : Paint::faint;
        table.add({Cell(sensor.label), Cell(value_of(sensor, reading), paint),
                   Cell(judged ? to_string(reading.severity) : "-", judged ? paint_of(reading.severity) : Paint::faint),
                   Cell(remark_on(reading, report.thresholds_of(reading)), paint)});
    }
    shown.text = (table.empty() ? std::string() : table.render(style)) + summary(tally);
    if (report.power_on == false) shown.text += "; the host is off";
    return shown;
}

}  // namespace ipmi::cli
