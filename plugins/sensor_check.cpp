#include "sensor_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

#include "expectation.hpp"
#include "render.hpp"
#include "sensor_text.hpp"
#include "shown_text.hpp"

namespace plugins {
namespace {

using ipmi::Reading;
using ipmi::Reason;
using ipmi::Sensor;
using ipmi::SensorReport;
using ipmi::ThresholdKind;
using ipmi::Thresholds;

/// Units that Icinga's parse_performance_data keeps; RPM and the rest go without.
std::string metric_unit(const Sensor& sensor) {
    static constexpr std::array kept{"C", "V", "A", "W", "%", "s"};
    for (const auto* unit : kept)
        if (sensor.unit == unit) return unit;
    return {};
}

/// What does not alert: between the lower and the upper limit.
std::optional<Range> range_between(const Thresholds& thresholds, ThresholdKind lower, ThresholdKind upper) {
    constexpr double unbounded = std::numeric_limits<double>::infinity();
    const auto& low = thresholds[lower];
    const auto& high = thresholds[upper];
    if (!low && !high) return std::nullopt;
    return Range{low.value_or(-unbounded), high.value_or(unbounded), false};
}

const Range* given_for(const std::vector<SensorRange>& ranges, const std::string& label) {
    const auto at = std::find_if(ranges.begin(), ranges.end(),
                                 [&label](const SensorRange& range) { return range.which.matches(label); });
    return at == ranges.end() ? nullptr : &at->range;
}

std::string renamed(std::string label, const std::vector<Renaming>& renamings) {
    for (const auto& renaming : renamings) {
        auto other = renaming.which.replace(label, renaming.replacement);
        if (!other.empty()) label = std::move(other);
    }
    return label;
}

/// Labels taken so far, as performance data have them: renaming may give two sensors one name, and so may signs that
/// cannot stand there. Those of the check itself are taken from the start, whatever a BMC calls its sensors.
class TakenLabels {
public:
    /// The label, or with the sensor's key behind it where somebody else has it.
    std::string take(std::string label, const Sensor& sensor) {
        if (taken_.insert(safe_label(label)).second) return label;
        label += fmt::format(" {}", to_string(sensor.key));
        taken_.insert(safe_label(label));
        return label;
    }

private:
    std::set<std::string> taken_{"time",        "requests", "sensors", "age",      "sel_used",
                                 "sel_entries", "sel_open", "power",   "power_on", "power_on_hours"};
};

/// One sensor under the operator's policy.
struct Judged {
    std::string label{};
    std::string condition{};
    Severity state = Severity::ok;
    const Range* given_warning = nullptr;
    const Range* given_critical = nullptr;
};

Judged judge(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds, const SensorPolicy& policy) {
    Judged judged;
    judged.label = renamed(sensor.label, policy.rename);
    const bool measured = reading.reason == Reason::none && reading.value;
    if (measured) {
        judged.given_warning = given_for(policy.warning, judged.label);
        judged.given_critical = given_for(policy.critical, judged.label);
    }
    judged.state = reading.severity;
    const Range* broken = nullptr;
    if (measured && (judged.given_warning != nullptr || judged.given_critical != nullptr)) {
        // A range that is given takes the place of the sensor's own limits of that level, and only of those.
        const auto breaks = [&reading](const Range* range) {
            return range != nullptr && range->alerts(*reading.value);
        };
        const bool own_critical = judged.given_critical == nullptr && reading.severity == Severity::critical;
        const bool own_warning = judged.given_warning == nullptr && reading.severity != Severity::ok;
        if (breaks(judged.given_critical)) {
            judged.state = Severity::critical;
            broken = judged.given_critical;
        } else if (own_critical) {
            judged.state = Severity::critical;
        } else if (breaks(judged.given_warning)) {
            judged.state = Severity::warning;
            broken = judged.given_warning;
        } else {
            judged.state = own_warning ? Severity::warning : Severity::ok;
        }
    }
    // Unavailable is not a fault; only what the user may not read needs somebody's attention at once.
    if (reading.reason == Reason::absent || says_absent(sensor, reading)) judged.state = policy.absent;
    auto shown = reading;
    if (broken == nullptr && judged.state == Severity::ok) shown.crossed.reset();
    judged.condition = condition_text(sensor, shown, thresholds, broken);
    const auto text = judged.label + ": " + judged.condition;
    for (const auto& map : policy.map)
        if (map.which.matches(text)) {
            judged.state = map.state;
            break;
        }
    if (any_matches(policy.ignore_state, sensor)) judged.state = Severity::ok;
    return judged;
}

Metric metric_of(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds, const Judged& judged) {
    Metric metric;
    metric.label = judged.label;
    metric.value = *reading.value;
    metric.unit = metric_unit(sensor);
    metric.warning = judged.given_warning != nullptr ? *judged.given_warning
                                                     : range_between(thresholds, ThresholdKind::lower_non_critical,
                                                                     ThresholdKind::upper_non_critical);
    metric.critical = judged.given_critical != nullptr
                          ? *judged.given_critical
                          : range_between(thresholds, ThresholdKind::lower_critical, ThresholdKind::upper_critical);
    metric.minimum = sensor.sensor_minimum;
    metric.maximum = sensor.sensor_maximum;
    return metric;
}

struct Tally {
    std::size_t total = 0;
    std::size_t judged = 0;
    std::map<Reason, std::size_t> without{};
};

std::string good_news(const Tally& tally) {
    auto text = tally.judged == tally.total
                    ? fmt::format("{} sensor{} in range", tally.total, tally.total == 1 ? "" : "s, all")
                    : fmt::format("{} of {} sensors read, all in range", tally.judged, tally.total);
    static constexpr std::pair<Reason, const char*> words[] = {{Reason::absent, "absent"},
                                                               {Reason::host_off, "without the host, which is off"},
                                                               {Reason::scanning_disabled, "not scanned"},
                                                               {Reason::not_responding, "not responding"},
                                                               {Reason::foreign_owner, "of another controller"}};
    for (const auto& [reason, what] : words)
        if (const auto at = tally.without.find(reason); at != tally.without.end())
            text += fmt::format(", {} {}", at->second, what);
    return text;
}

/// What was given and is about no sensor of this BMC. A limit that can never be crossed is no limit; the rest is told.
void check_matches(Check& check, const SensorReport& report, const SensorPolicy& policy) {
    const auto& sensors = report.table->sensors;
    const auto limits = [&](const char* option, const std::vector<SensorRange>& ranges) {
        for (const auto& range : ranges) {
            const bool any = std::any_of(sensors.begin(), sensors.end(), [&](const Sensor& sensor) {
                return !sensor.event_only && range.which.matches(renamed(sensor.label, policy.rename));
            });
            if (any) continue;
            auto text = fmt::format("{} {}: no sensor of this BMC has such a name", option, shown_text(range.text));
            if (policy.limits_must_match)
                check.children.push_back({Severity::unknown, std::move(text), {}, {}, {}, {}});
            else
                check.notes.push_back(std::move(text));
        }
    };
    limits("--warning", policy.warning);
    limits("--critical", policy.critical);
    const auto patterns = [&](const char* option, const std::vector<SensorPattern>& given) {
        for (const auto& pattern : given)
            if (std::none_of(sensors.begin(), sensors.end(),
                             [&pattern](const Sensor& sensor) { return pattern.matches(sensor); }))
                check.notes.push_back(
                    fmt::format("{} {}: no sensor of this BMC is meant", option, shown_text(pattern.text())));
    };
    patterns("--include", policy.include);
    patterns("--exclude", policy.exclude);
    patterns("--ignore-state", policy.ignore_state);
}

}  // namespace

Check check_sensors(const SensorReport& report, const SensorPolicy& policy, StateOrder order) {
    Check check;
    Tally tally;
    struct Offender {
        Severity state;
        std::string text;
    };
    std::vector<Offender> offenders;
    TakenLabels labels;
    for (const auto& reading : report.readings) {
        const auto& sensor = report.table->sensors[reading.sensor];
        if (reading.reason == Reason::event_only) continue;
        if (!policy.include.empty() && !any_matches(policy.include, sensor)) continue;
        if (any_matches(policy.exclude, sensor)) continue;
        ++tally.total;
        if (reading.reason == Reason::none)
            ++tally.judged;
        else
            ++tally.without[reading.reason];
        const auto& thresholds = report.thresholds_of(reading);
        auto judged = judge(sensor, reading, thresholds, policy);
        judged.label = labels.take(std::move(judged.label), sensor);
        Check child;
        child.state = judged.state;
        child.text = sentence(judged.label, reading, judged.condition);
        if (reading.reason == Reason::none && reading.value)
            child.metrics.push_back(metric_of(sensor, reading, thresholds, judged));
        if (child.state != Severity::ok) offenders.push_back({child.state, child.text});
        check.children.push_back(std::move(child));
    }
    const auto faulty_sensors = offenders.size();
    // What was not read is not in range, and not known to be nowhere.
    const bool partial = report.cut || !report.table->complete();
    const auto sensor_children = check.children.size();
    if (!partial) check_matches(check, report, policy);
    for (auto i = sensor_children; i < check.children.size(); ++i)
        offenders.push_back({check.children[i].state, check.children[i].text});
    for (const auto& expectation : policy.expect) {
        check.children.push_back(check_expectation(expectation, report));
        const auto& child = check.children.back();
        if (child.state != Severity::ok) offenders.push_back({child.state, child.text});
    }
    const auto at_silent = tally.without.find(Reason::not_responding);
    const auto silent = at_silent == tally.without.end() ? 0 : at_silent->second;
    const bool many_silent =
        static_cast<double>(silent) * 100 > policy.unknown_above_percent * static_cast<double>(tally.total) &&
        silent > 0;
    if (many_silent || partial || tally.total == 0) check.state = Severity::unknown;

    std::stable_sort(offenders.begin(), offenders.end(), [order](const Offender& a, const Offender& b) {
        return rank(a.state, order) > rank(b.state, order);
    });
    if (tally.total == 0 && !partial) {
        check.text = report.table->sensors.empty() ? "the BMC has no sensors that can be read"
                                                   : "no sensor of this BMC is among those asked for";
    } else if (!offenders.empty()) {
        std::vector<std::string> parts;
        for (const auto& offender : offenders) parts.push_back(offender.text);
        auto tail = faulty_sensors > 0 ? fmt::format(", {} of {} sensors", faulty_sensors, tally.total) : std::string();
        if (report.cut)
            tail += ", not all were read";
        else if (!report.table->complete())
            tail += fmt::format(", SDR {}/{}", report.table->record_count, report.table->records_expected);
        else if (many_silent)
            tail += fmt::format(", {} not responding", silent);
        check.text = first_line(parts, tail, worst(check, order));
    } else if (report.cut) {
        check.text = fmt::format("{} of {} sensors read, then {}", tally.judged, tally.total, report.cut->context);
    } else if (!report.table->complete()) {
        check.text = fmt::format("SDR {}/{} read so far, the next checks go on; {} sensor{} in range",
                                 report.table->record_count, report.table->records_expected, tally.judged,
                                 tally.judged == 1 ? "" : "s");
    } else if (many_silent) {
        check.text = fmt::format("{} of {} sensors not responding", silent, tally.total);
    } else {
        check.text = good_news(tally);
    }

    for (const auto& warning : report.warnings) check.notes.push_back(warning);
    if (report.cut)
        check.notes.push_back("the reading ended early: " + report.cut->context + "; --timeout gives it more time");
    for (const auto& record : report.table->skipped)
        check.notes.push_back(fmt::format("SDR record {:04X}h left out: {}", record.record_id, record.why));
    check.metrics.push_back({"sensors", static_cast<double>(tally.judged), {}, {}, {}, 0.0, {}});
    return check;
}

}  // namespace plugins
