#include "sensor_check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace plugins {
namespace {

using ipmi::Reading;
using ipmi::Reason;
using ipmi::Sensor;
using ipmi::SensorReport;
using ipmi::ThresholdKind;
using ipmi::Thresholds;

constexpr std::size_t named_on_first_line = 3;

/// Units that Icinga's parse_performance_data keeps; RPM and the rest go without.
std::string metric_unit(const Sensor& sensor) {
    static constexpr std::array kept{"C", "V", "A", "W", "%", "s"};
    for (const auto* unit : kept)
        if (sensor.unit == unit) return unit;
    return {};
}

/// "low:high" with the empty sides of the guidelines: "~:80", "5:".
std::string range(const Thresholds& thresholds, ThresholdKind lower, ThresholdKind upper) {
    const auto& low = thresholds[lower];
    const auto& high = thresholds[upper];
    if (!low && !high) return {};
    if (!high) return fmt::format("{}:", number(*low));
    if (!low) return fmt::format("~:{}", number(*high));
    return fmt::format("{}:{}", number(*low), number(*high));
}

Metric metric_of(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds) {
    Metric metric;
    metric.label = sensor.label;
    metric.value = *reading.value;
    metric.unit = metric_unit(sensor);
    metric.warning = range(thresholds, ThresholdKind::lower_non_critical, ThresholdKind::upper_non_critical);
    metric.critical = range(thresholds, ThresholdKind::lower_critical, ThresholdKind::upper_critical);
    metric.minimum = sensor.sensor_minimum;
    metric.maximum = sensor.sensor_maximum;
    return metric;
}

std::string value_text(const Sensor& sensor, const Reading& reading) {
    const auto gap = sensor.unit.empty() || sensor.unit == "%" ? "" : " ";
    return fmt::format("{}{}{}", number(*reading.value), gap, sensor.unit);
}

std::string describe(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds) {
    if (reading.reason != Reason::none) return fmt::format("{}: {}", sensor.label, to_string(reading.reason));
    if (reading.value) {
        if (!reading.crossed) return fmt::format("{} {}", sensor.label, value_text(sensor, reading));
        const auto& limit = thresholds[*reading.crossed];
        return fmt::format("{} {} {} {} ({})", sensor.label, value_text(sensor, reading),
                           is_upper(*reading.crossed) ? ">" : "<", limit ? number(*limit) : "limit",
                           to_string(*reading.crossed));
    }
    const auto states = ipmi::state_texts(sensor, reading);
    return fmt::format("{}: {}", sensor.label,
                       states.empty() ? "no state asserted" : fmt::format("{}", fmt::join(states, ", ")));
}

struct Tally {
    std::size_t judged = 0;
    std::size_t not_ok = 0;
    std::size_t absent = 0;
    std::size_t disabled = 0;
    std::size_t silent = 0;
    std::size_t foreign = 0;
    std::size_t unreadable = 0;
};

void count(Tally& tally, const Reading& reading) {
    switch (reading.reason) {
        case Reason::none: ++tally.judged; break;
        case Reason::absent: ++tally.absent; break;
        case Reason::scanning_disabled:
        case Reason::host_off: ++tally.disabled; break;
        case Reason::not_responding: ++tally.silent; break;
        case Reason::foreign_owner: ++tally.foreign; break;
        case Reason::no_permission:
        case Reason::undecodable: ++tally.unreadable; break;
        case Reason::event_only: break;
    }
}

int rank(Severity state) {
    return state == Severity::critical ? 3 : state == Severity::unknown ? 2 : state == Severity::warning ? 1 : 0;
}

std::string good_news(const Tally& tally, std::size_t total) {
    std::string text = fmt::format("{} of {} sensors read, all in range", tally.judged, total);
    if (tally.judged == total) text = fmt::format("{} sensors, all in range", total);
    const auto add = [&text](std::size_t number_of, const char* what) {
        if (number_of > 0) text += fmt::format(", {} {}", number_of, what);
    };
    add(tally.absent, "absent");
    add(tally.disabled, "not scanned");
    add(tally.silent, "not responding");
    add(tally.foreign, "of another controller");
    return text;
}

}  // namespace

Check check_sensors(const SensorReport& report, const SensorPolicy& policy) {
    Check check;
    Tally tally;
    const auto& sensors = report.table->sensors;
    std::size_t total = 0;
    std::vector<const Reading*> offenders;
    for (const auto& reading : report.readings) {
        const auto& sensor = sensors[reading.sensor];
        if (reading.reason == Reason::event_only) continue;
        ++total;
        count(tally, reading);
        SubCheck child;
        // Unavailable is not a fault; only what the user may not read needs somebody's attention at once.
        child.state = reading.reason == Reason::none            ? reading.severity
                      : reading.reason == Reason::no_permission ? Severity::unknown
                                                                : Severity::ok;
        child.text = describe(sensor, reading, report.thresholds_of(reading));
        if (reading.reason == Reason::none && reading.value) child.metrics.push_back(metric_of(sensor, reading, report.thresholds_of(reading)));
        if (child.state != Severity::ok) {
            offenders.push_back(&reading);
            ++tally.not_ok;
        }
        check.state = worse(check.state, child.state);
        check.children.push_back(std::move(child));
    }
    const bool many_silent = total > 0 && static_cast<double>(tally.silent) * 100 >
                                              policy.unknown_above_percent * static_cast<double>(total);
    if (many_silent || total == 0) check.state = worse(check.state, Severity::unknown);

    std::stable_sort(offenders.begin(), offenders.end(),
                     [](const Reading* a, const Reading* b) { return rank(a->severity) > rank(b->severity); });
    std::string worst;
    for (std::size_t i = 0; i < std::min(offenders.size(), named_on_first_line); ++i)
        worst += (i > 0 ? "; " : "") + describe(sensors[offenders[i]->sensor], *offenders[i], report.thresholds_of(*offenders[i]));
    if (total == 0)
        check.summary = "the BMC has no sensors that can be read";
    else if (!offenders.empty())
        check.summary = fmt::format("{}, {} of {} sensors", worst, tally.not_ok, total);
    else if (many_silent)
        check.summary = fmt::format("{} of {} sensors not responding", tally.silent, total);
    else
        check.summary = good_news(tally, total);

    for (const auto& warning : report.warnings) check.notes.push_back(warning);
    if (!report.table->complete())
        check.notes.push_back(fmt::format("SDR {}/{}: the rest is read by the next runs", report.table->record_count,
                                          report.table->records_expected));
    for (const auto& record : report.table->skipped)
        check.notes.push_back(fmt::format("SDR record {:04X}h left out: {}", record.record_id, record.why));

    const auto& statistics = report.statistics;
    const auto seconds = [](std::chrono::microseconds duration) { return static_cast<double>(duration.count()) / 1e6; };
    check.metrics.push_back({"time", seconds(statistics.wall_time), "s", {}, {}, 0.0, {}});
    check.metrics.push_back({"requests", static_cast<double>(statistics.requests), {}, {}, {}, 0.0, {}});
    check.metrics.push_back({"sensors", static_cast<double>(tally.judged), {}, {}, {}, 0.0, {}});
    return check;
}

Check check_failed(const std::string& host, const ipmi::Error& error) {
    Check check;
    check.state = Severity::unknown;
    check.summary = fmt::format("{}: {}", host, error.context);
    const char* advice = nullptr;
    switch (error.code) {
        case ipmi::Errc::timeout:
            advice = "Is the address the BMC's, and UDP port 623 open from here? `bmcscope ping` tells.";
            break;
        case ipmi::Errc::auth_failed:
            advice =
                "Check user and password in the credentials file; after a failure the next login waits, --retry-auth "
                "does not.";
            break;
        case ipmi::Errc::no_privilege:
            advice = "Lower `privilege` in the credentials, or raise the user's limit on the BMC.";
            break;
        case ipmi::Errc::busy:
            advice = "All sessions of this BMC are taken; they end by themselves after about a minute.";
            break;
        case ipmi::Errc::unsupported:
            advice = "`cipher_suites` of the host's inventory entry limits what is proposed.";
            break;
        default: break;
    }
    if (advice != nullptr) check.notes.emplace_back(advice);
    return check;
}

}  // namespace plugins
