#include "sel_check.hpp"

#include <fmt/format.h>
#include <strings.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "duration.hpp"
#include "number.hpp"
#include "render.hpp"

namespace plugins {
namespace {

using ipmi::SelRecord;

std::string subject(const SelRecord& record) {
    return record.sensor_name.empty() ? record.sensor_type : record.sensor_name;
}

bool same_type(const std::string& wanted, const std::string& type) {
    auto plain = wanted;
    std::replace(plain.begin(), plain.end(), '_', ' ');
    return ::strcasecmp(plain.c_str(), type.c_str()) == 0;
}

bool open_as_news(SelRecord record) {
    record.history = false;
    return record.open();
}

/// Open, or history that the operator wants told all the same.
bool open(const SelRecord& record, const SelPolicy& policy) {
    return record.open() || (policy.history && open_as_news(record));
}

/// "acknowledged by kim, 3 h ago (module ordered): DIMM_A2: Uncorrectable memory error".
std::string acknowledgement_text(const SelRecord& record, std::chrono::sys_seconds now) {
    const auto& by = *record.acknowledged;
    auto text = "acknowledged by " + by.who;
    if (by.when <= now) text += fmt::format(", {} ago", in_words(now - by.when));
    if (!by.note.empty()) text += fmt::format(" ({})", by.note);
    return text + ": " + record_text(record, now);
}

void check_fill(Check& check, const ipmi::SelInfo& info, const SelPolicy& policy) {
    constexpr double unbounded = std::numeric_limits<double>::infinity();
    if (info.used_percent) {
        Metric metric{"sel_used", std::round(*info.used_percent * 10) / 10, "%", {}, {}, 0.0, 100.0};
        // The range alerts beyond its end, the policy from it on.
        if (policy.fill_warning) metric.warning = Range{0, *policy.fill_warning, false};
        if (policy.fill_critical) metric.critical = Range{0, *policy.fill_critical, false};
        Check fill;
        fill.text = fmt::format("log {}% full", number(std::round(*info.used_percent * 10) / 10));
        const auto judge = [&](const std::optional<double>& limit, Severity state) {
            if (*info.used_percent < limit.value_or(unbounded)) return false;
            fill.state = state;
            fill.text += fmt::format(", limit {}%", number(*limit));
            return true;
        };
        if (!judge(policy.fill_critical, Severity::critical)) judge(policy.fill_warning, Severity::warning);
        fill.metrics.push_back(std::move(metric));
        check.children.push_back(std::move(fill));
    }
    if (info.overflow)
        check.children.push_back({Severity::warning, "the log is full, the BMC has dropped events", {}, {}, {}, {}});
}

}  // namespace

std::string record_text(const SelRecord& record, std::chrono::sys_seconds now) {
    auto text = fmt::format("{}: {}", subject(record), record.event.empty() ? "event without a text" : record.event);
    if (!record.part.empty() && record.part != record.sensor_name) text += fmt::format(" ({})", record.part);
    if (record.trigger_value) {
        text += fmt::format(", {} {}", number(*record.trigger_value), record.unit);
        if (record.trigger_threshold) text += fmt::format(", limit {}", number(*record.trigger_threshold));
    }
    if (record.time && !record.time_since_boot && *record.time <= now)
        text += fmt::format(", {} ago", in_words(now - *record.time));
    return text;
}

bool chosen(const SelRecord& record, const SelPolicy& policy, std::chrono::sys_seconds now) {
    if (rank(record.severity) < rank(policy.least)) return false;
    if (policy.since && record.time && !record.time_since_boot && now - *record.time > *policy.since) return false;
    const auto text = fmt::format("{}: {}; {}", subject(record), record.event, record.detail);
    const auto matches = [&text](const RegularExpression& expression) { return expression.matches(text); };
    if (!policy.include.empty() && std::none_of(policy.include.begin(), policy.include.end(), matches)) return false;
    if (std::any_of(policy.exclude.begin(), policy.exclude.end(), matches)) return false;
    return policy.types.empty() ||
           std::any_of(policy.types.begin(), policy.types.end(),
                       [&record](const std::string& type) { return same_type(type, record.sensor_type); });
}

Check check_sel(const ipmi::SelReport& report, const SelPolicy& policy, std::chrono::sys_seconds host_now,
                StateOrder order) {
    const auto now = report.bmc_clock.value_or(host_now);
    Check check;
    std::size_t acknowledged = 0;
    std::size_t history = 0;
    std::size_t hidden = 0;  ///< of these, what would be open
    for (const auto& record : report.records) {
        if (record.acknowledged) {
            ++acknowledged;
            check.diagnostics.push_back(acknowledgement_text(record, now));
        }
        if (record.history) ++history;
        if (record.history && chosen(record, policy, now) && open_as_news(record)) ++hidden;
        if (!open(record, policy) || !chosen(record, policy, now)) continue;
        check.children.push_back({record.severity, record_text(record, now), {}, {}, {}, {}});
    }
    // The newest of the worst is what somebody was woken for.
    std::reverse(check.children.begin(), check.children.end());
    std::stable_sort(check.children.begin(), check.children.end(),
                     [order](const Check& a, const Check& b) { return rank(a.state, order) > rank(b.state, order); });
    const auto open_records = check.children.size();
    check_fill(check, report.info, policy);
    if (!report.complete)
        check.children.push_back(
            {Severity::unknown, "the log could not be read to its end in time; the next run goes on", {}, {}, {}, {}});
    if (report.not_kept)
        check.children.push_back(
            {Severity::unknown, "the acknowledgement could not be kept: " + report.not_kept->context, {}, {}, {}, {}});
    if (report.not_remembered && hidden > 0 && !policy.history)
        check.children.push_back(
            {Severity::warning,
             fmt::format("{} record{} hidden as history at every run, what is new cannot be remembered: {}", hidden,
                         hidden == 1 ? "" : "s", report.not_remembered->context),
             {},
             {},
             {},
             {}});
    std::vector<std::string> parts;
    for (const auto& child : check.children)
        if (child.state != Severity::ok) parts.push_back(child.text);
    if (parts.empty()) {
        check.text = fmt::format("no open event, {} record{} in the log", report.info.entries,
                                 report.info.entries == 1 ? "" : "s");
    } else {
        const auto tail = open_records > 1 ? fmt::format(", {} open events", open_records) : std::string();
        check.text = first_line(parts, tail, worst(check, order));
    }
    if (report.newly_acknowledged > 0)
        check.notes.push_back(fmt::format("{} event{} acknowledged now", report.newly_acknowledged,
                                          report.newly_acknowledged == 1 ? "" : "s"));
    if (acknowledged > 0)
        check.notes.push_back(fmt::format("{} acknowledged and not counted (-vv says by whom)", acknowledged));
    if (history > 0 && !policy.history)
        check.notes.push_back(
            fmt::format("{} record{} from before the first check: history, not counted (--history counts them)",
                        history, history == 1 ? "" : "s"));
    for (const auto& warning : report.warnings) check.notes.push_back(warning);
    check.metrics.push_back({"sel_entries", static_cast<double>(report.info.entries), {}, {}, {}, 0.0, {}});
    check.metrics.push_back({"sel_open", static_cast<double>(open_records), {}, {}, {}, 0.0, {}});
    return check;
}

}  // namespace plugins
