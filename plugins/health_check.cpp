#include "health_check.hpp"

#include <fmt/format.h>

#include <cmath>

#include "duration.hpp"
#include "failure.hpp"
#include "number.hpp"
#include "render.hpp"
#include "sensor_text.hpp"

namespace plugins {
namespace {

using ipmi::DeviceReport;
using std::chrono::seconds;

constexpr seconds default_drift{300};

double in_seconds(std::chrono::microseconds duration) {
    return static_cast<double>(duration.count()) / 1e6;
}

// Get Self Test Results, IPMI v2.0 rev 1.1, §20.4.
Severity judge_self_test(std::uint16_t result) {
    switch (result >> 8) {
        case 0x55:                             // passed
        case 0x56: return Severity::ok;        // not implemented
        case 0x58: return Severity::critical;  // fatal hardware error
        default: return Severity::warning;
    }
}

void check_device(Check& check, const DeviceReport& device) {
    if (device.self_test) {
        Check test;
        test.state = judge_self_test(*device.self_test);
        test.text = "self test: " + device.self_test_text;
        check.children.push_back(std::move(test));
    }
    if (device.id.update_in_progress)
        check.children.push_back({Severity::warning, "firmware update in progress", {}, {}, {}, {}});
    check.notes.push_back(fmt::format("{}firmware {}", device.manufacturer.empty() ? "" : device.manufacturer + ", ",
                                      firmware_version(device.id)));
    for (const auto& quirk : device.quirks) check.notes.push_back("quirk: " + quirk);
}

/// A clock that is off by whole quarters of an hour is one of local time: IPMI does not say which it should be.
bool looks_like_local_time(seconds drift) {
    const auto off = std::llabs(drift.count());
    const auto rest = off % 900;
    return off >= 1800 - 60 && off <= 14 * 3600 + 60 && (rest < 60 || rest > 840);
}

/// Against the time it was read, not that of now: a slow BMC would be as far ahead as the rest of the check took. The
/// BMC tells whole seconds, so it is half a second further on average.
seconds drift_of(const ipmi::SelReport& log) {
    const auto read = log.clock_read.value_or(std::chrono::system_clock::now());
    return std::chrono::round<seconds>(*log.bmc_clock + std::chrono::milliseconds(500) - read);
}

Check check_clock(const ipmi::SelReport& log, const HealthPolicy& policy) {
    Check check;
    if (!log.bmc_clock) {
        check.state = Severity::warning;
        check.text = "clock: never set; times in the event log mean nothing";
        return check;
    }
    const auto drift = drift_of(log);
    const auto off = seconds(std::llabs(drift.count()));
    const auto words = fmt::format("clock {} {} of ours", in_words(off), drift.count() < 0 ? "behind" : "ahead");
    check.text = off < seconds(2) ? "clock right" : words;
    Metric metric{"clock_drift", static_cast<double>(drift.count()), "s", {}, {}, {}, {}};
    const bool given = policy.drift_warning || policy.drift_critical;
    if (!given && looks_like_local_time(drift)) {
        check.text += ", seems to be local time";
    } else {
        const auto warning = policy.drift_warning.value_or(default_drift);
        const auto range = [](seconds limit) {
            return Range{-static_cast<double>(limit.count()), static_cast<double>(limit.count()), false};
        };
        metric.warning = range(warning);
        if (policy.drift_critical) metric.critical = range(*policy.drift_critical);
        const auto judge = [&](seconds limit, Severity state) {
            if (off <= limit) return false;
            check.state = state;
            check.text = fmt::format("{}, more than {}", words, in_words(limit));
            return true;
        };
        if (!policy.drift_critical || !judge(*policy.drift_critical, Severity::critical))
            judge(warning, Severity::warning);
    }
    check.metrics.push_back(std::move(metric));
    return check;
}

Check check_round_trip(const ipmi::PollStatistics& statistics, const HealthPolicy& policy) {
    Check check;
    const auto ms = in_seconds(statistics.round_trip) * 1e3;
    check.text = fmt::format("round trip {} ms", number(std::round(ms * 10) / 10));
    const auto judge = [&](const std::optional<Range>& range, Severity state) {
        if (!range || !range->alerts(ms)) return false;
        check.state = state;
        check.text += " " + broken_text(*range, ms);
        return true;
    };
    if (!judge(policy.round_trip_critical, Severity::critical)) judge(policy.round_trip_warning, Severity::warning);
    const auto scaled = [](const std::optional<Range>& range) -> std::optional<Range> {
        if (!range) return std::nullopt;
        return Range{range->start / 1e3, range->end / 1e3, range->alerts_inside};
    };
    check.metrics.push_back(
        {"round_trip", ms / 1e3, "s", scaled(policy.round_trip_warning), scaled(policy.round_trip_critical), 0.0, {}});
    return check;
}

void check_table(Check& check, const ipmi::HostReport& report) {
    if (!report.table) return;
    if (!*report.table) {
        check.children.push_back(
            {Severity::unknown, "sensor records: " + report.table->error().context, {}, {}, {}, {}});
        return;
    }
    const auto& table = **report.table;
    check.notes.push_back(fmt::format(
        "sensor records: {} of {}, {}, {} left out", table->record_count, table->records_expected,
        report.statistics.sdr_from_cache ? "from the cache and still valid" : "read now", table->skipped.size()));
    check.metrics.push_back({"sdr_records", static_cast<double>(table->record_count), {}, {}, {}, 0.0, {}});
}

}  // namespace

Check check_health(const ipmi::HostReport& report, const HealthPolicy& policy, StateOrder order) {
    Check check;
    if (report.device && *report.device) check_device(check, **report.device);
    if (report.device && !*report.device) check.children.push_back(check_failed("identity", report.device->error()));
    if (report.sel && *report.sel) check.children.push_back(check_clock(**report.sel, policy));
    // A BMC without a log is none the worse for it.
    if (report.sel && !*report.sel) check.notes.push_back("no clock: " + report.sel->error().context);
    check.children.push_back(check_round_trip(report.statistics, policy));
    check_table(check, report);
    const auto& statistics = report.statistics;
    check.metrics.push_back({"session_time", in_seconds(statistics.session_time), "s", {}, {}, 0.0, {}});
    check.metrics.push_back({"retransmissions", static_cast<double>(statistics.retransmissions), {}, {}, {}, 0.0, {}});
    check.notes.push_back(fmt::format("cipher suite {}, session up in {} ms, {} at a time", statistics.cipher_suite,
                                      number(std::round(in_seconds(statistics.session_time) * 1e4) / 10),
                                      statistics.window));
    std::vector<std::string> parts;
    for (const auto& child : check.children)
        if (child.state != Severity::ok) parts.push_back(child.text);
    if (parts.empty())
        for (const auto& child : check.children) parts.push_back(child.text);
    check.text = first_line(parts, "", worst(check, order));
    return check;
}

}  // namespace plugins
