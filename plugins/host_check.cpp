#include "host_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "failure.hpp"
#include "health_check.hpp"
#include "number.hpp"
#include "power_check.hpp"
#include "sel_check.hpp"
#include "sensor_check.hpp"

namespace plugins {
namespace {

using ipmi::HostReport;

/// A part of the answers made a check; or why there is none.
template <class Report, class Make>
Check part(const HostReport& host, const std::optional<ipmi::Result<Report>>& report, const std::string& what,
           const Make& make) {
    if (!report) return check_failed("", {ipmi::Errc::local, what + " was not asked for", {}});
    if (!*report) return check_failed(what, report->error(), host.statistics.session_time.count() > 0);
    return make(**report);
}

Check sensors_of(const HostReport& report, const Options& options) {
    auto check = part(report, report.sensors, "sensors", [&options](const ipmi::SensorReport& sensors) {
        return check_sensors(sensors, options.policy.sensors, options.style.order);
    });
    const bool off = report.sensors && *report.sensors && (*report.sensors)->power_on == false;
    // In the check of a whole host the power part says so.
    if (off && options.on_host() == Mode::sensors) {
        check.children.push_back({options.policy.power.powered_off, "host off", {}, {}, {}, {}});
        if (options.policy.power.powered_off != Severity::ok) check.text = "host off; " + check.text;
    }
    return check;
}

Check sel_of(const HostReport& report, const Options& options, std::chrono::sys_seconds now) {
    return part(report, report.sel, "event log", [&options, now](const ipmi::SelReport& log) {
        return check_sel(log, options.policy.sel, now, options.style.order);
    });
}

Check power_of(const HostReport& report, const Options& options) {
    std::optional<ipmi::DcmiPower> watts;
    if (report.dcmi_power && *report.dcmi_power) watts = **report.dcmi_power;
    auto check = part(report, report.chassis, "chassis", [&options, &watts](const ipmi::ChassisStatus& status) {
        return check_power(status, watts, options.policy.power, options.style.order);
    });
    const bool wanted = options.policy.power.watts_warning || options.policy.power.watts_critical;
    if ((!watts || !watts->active) && wanted) {
        Check missing;
        missing.state = Severity::unknown;
        missing.text = "watts: " + (report.dcmi_power && !*report.dcmi_power ? report.dcmi_power->error().context
                                                                             : "no measurement");
        if (worst(check, options.style.order) == Severity::ok) check.text = missing.text;
        check.children.push_back(std::move(missing));
    }
    return check;
}

/// Sensors, log and power as children; the first line is that of the worst of them.
Check whole_host(const HostReport& report, const Options& options, std::chrono::sys_seconds now) {
    Check check;
    check.children.push_back(sensors_of(report, options));
    check.children.push_back(sel_of(report, options, now));
    check.children.push_back(power_of(report, options));
    const auto order = options.style.order;
    const auto state = worst(check, order);
    std::vector<std::string> parts;
    for (const auto& child : check.children)
        if (worst(child, order) == state) parts.push_back(child.text);
    check.text = first_line(parts, "", state);
    return check;
}

double age_of(std::chrono::system_clock::time_point read) {
    using std::chrono::duration;
    return std::max(0.0, duration<double>(std::chrono::system_clock::now() - read).count());
}

/// What an engine had already is only as good as it is young; nothing old is shown as new.
void judge_age(Check& check, const HostReport& report, const Options& options) {
    if (!report.read) return;
    const auto age = age_of(*report.read);
    if (age > static_cast<double>(options.max_age.count())) {
        Check stale;
        stale.state = Severity::unknown;
        stale.text = fmt::format("read {:.0f} s ago by the engine, --max-age is {} s", age, options.max_age.count());
        const auto text = stale.text;
        check.children.insert(check.children.begin(), std::move(stale));
        const bool wins = worst(check, options.style.order) == Severity::unknown;
        check.text = wins ? text : check.text + "; " + text;
    }
    check.metrics.insert(check.metrics.begin(), age_metric(*report.read));
}

std::vector<std::string> how_it_went(const ipmi::PollStatistics& statistics) {
    const auto ms = [](std::chrono::microseconds duration) {
        return number(static_cast<double>(duration.count() / 100) / 10);
    };
    return {
        fmt::format("session up in {} ms with cipher suite {}, round trip {} ms, {} at a time",
                    ms(statistics.session_time), statistics.cipher_suite, ms(statistics.round_trip), statistics.window),
        fmt::format("{} requests, {} sent again, sensor records {}", statistics.requests, statistics.retransmissions,
                    statistics.sdr_from_cache ? "from the cache" : "read from the BMC")};
}

/// The same warning may come with each part.
void add_notes(Check& check, const std::vector<std::string>& notes) {
    for (const auto& note : notes)
        if (std::find(check.notes.begin(), check.notes.end(), note) == check.notes.end()) check.notes.push_back(note);
}

}  // namespace

ipmi::HostQuery query_of(const Options& options, std::chrono::sys_seconds now) {
    ipmi::HostQuery query;
    const auto mode = options.on_host();
    query.sensors = mode == Mode::host || mode == Mode::sensors;
    const bool power_counts = mode == Mode::sensors && options.policy.power.powered_off != Severity::ok;
    if (mode == Mode::host || power_counts) query.chassis = ipmi::ChassisQuery{false};
    if (mode == Mode::power) {
        query.chassis = ipmi::ChassisQuery{true};
        query.dcmi_power = true;
    }
    if (mode == Mode::host || mode == Mode::sel) {
        ipmi::SelQuery sel;
        sel.watch = true;
        if (options.acknowledge) {
            sel.acknowledge = ipmi::SelAcknowledgement{options.acknowledge_by, options.note, now};
            const auto policy = options.policy.sel;
            sel.acknowledge_which = [policy, now](const ipmi::SelRecord& record) {
                return chosen(record, policy, now);
            };
        }
        query.sel = std::move(sel);
    }
    if (mode == Mode::health) {
        query.device = ipmi::DeviceQuery{false};
        ipmi::SelQuery clock;
        clock.records = false;
        query.sel = std::move(clock);
        query.sensor_table = true;
    }
    return query;
}

Metric age_metric(std::chrono::system_clock::time_point read) {
    return {"age", std::round(age_of(read) * 1000) / 1000, "s", {}, {}, 0.0, {}};
}

Check check_host(const std::string& name, const ipmi::Result<HostReport>& report, const Options& options,
                 std::chrono::sys_seconds now) {
    if (!report) return check_failed(name, report.error());
    Check check;
    switch (options.on_host()) {
        case Mode::group:
        case Mode::host: check = whole_host(*report, options, now); break;
        case Mode::sensors: check = sensors_of(*report, options); break;
        case Mode::sel: check = sel_of(*report, options, now); break;
        case Mode::power: check = power_of(*report, options); break;
        case Mode::health:
            check = check_health(*report, options.policy.health, options.style.order);
            // A check of its own would have measured its own.
            if (report->read) check.notes.emplace_back("round trip, requests and session are the engine's own");
            break;
    }
    add_notes(check, report->warnings);
    for (auto& line : how_it_went(report->statistics)) check.diagnostics.push_back(std::move(line));
    const auto& statistics = report->statistics;
    std::vector<Metric> metrics{{"time", static_cast<double>(statistics.wall_time.count()) / 1e6, "s", {}, {}, 0.0, {}},
                                {"requests", static_cast<double>(statistics.requests), {}, {}, {}, 0.0, {}}};
    check.metrics.insert(check.metrics.begin(), metrics.begin(), metrics.end());
    judge_age(check, *report, options);
    return check;
}

}  // namespace plugins
