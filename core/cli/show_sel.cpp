#include "cli/show_sel.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/table.hpp"
#include "cli/values.hpp"
#include "schema/sel_form.hpp"

namespace ipmi::cli {
namespace {

std::string moment_of(const SelRecord& record) {
    if (record.time) return time_text(*record.time);
    return record.time_since_boot ? "before the clock was set" : "-";
}

/// The reading that triggered and the threshold, the texts of the event data, what ended it, and what is not known.
std::string remark_on(const SelRecord& record) {
    std::vector<std::string> parts;
    if (record.trigger_value) {
        auto text = value_text(*record.trigger_value, record.unit);
        if (record.trigger_threshold)
            text += fmt::format(", threshold {}", value_text(*record.trigger_threshold, record.unit));
        parts.push_back(std::move(text));
    }
    if (!record.part.empty()) parts.push_back(record.part);
    if (!record.detail.empty()) parts.push_back(record.detail);
    if (record.cleared_by) parts.push_back(fmt::format("ended by {:04X}h", *record.cleared_by));
    if (!record.undecoded.empty()) parts.push_back(record.undecoded);
    return fmt::format("{}", fmt::join(parts, "; "));
}

std::string event_of(const SelRecord& record) {
    auto text = record.event.empty() ? std::string("-") : record.event;
    if (!record.asserted) text += " (over)";
    return text;
}

std::string sensor_of(const SelRecord& record) {
    if (!record.sensor_name.empty()) return record.sensor_name;
    return record.sensor_type.empty() ? "-" : record.sensor_type;
}

std::string fill_of(const SelInfo& info) {
    std::string text = fmt::format("{} entr{} in the log", info.entries, info.entries == 1 ? "y" : "ies");
    if (info.used_percent) text += fmt::format(", {}% full", number_text(*info.used_percent));
    if (info.overflow) text += ", events were dropped for lack of space";
    return text;
}

}  // namespace

Shown show_sel(const SelReport& report, const Style& style, bool clear, bool from_file) {
    Shown shown;
    Table table({{"Id"}, {"Time (BMC clock)"}, {"State"}, {"Sensor"}, {"Event"}, {""}});
    for (const auto& record : report.records) {
        // What has ended, or is an ending, no longer needs attention.
        const bool open = record.asserted && !record.cleared_by;
        const auto paint = open ? paint_of(record.severity) : Paint::faint;
        table.add({Cell(fmt::format("{:04X}h", record.id)), Cell(moment_of(record)),
                   Cell(to_string(record.severity), paint), Cell(sensor_of(record)), Cell(event_of(record), paint),
                   Cell(remark_on(record))});
    }
    shown.text = table.empty() ? std::string() : table.render(style);
    if (from_file)
        shown.text += fmt::format("{} record{}", report.records.size(), report.records.size() == 1 ? "" : "s");
    else if (report.cleared)
        shown.text += fmt::format("{} record{} read, then the log was cleared", report.records.size(),
                                  report.records.size() == 1 ? "" : "s");
    else
        shown.text += fill_of(report.info);
    if (report.bmc_clock) shown.text += fmt::format("; its clock says {}", time_text(*report.bmc_clock));
    if (!report.boot_progress.empty()) shown.text += fmt::format("; last boot progress: {}", report.boot_progress);
    shown.json = schema::form(report);
    shown.notes = report.warnings;
    if (!report.complete) {
        shown.notes.emplace_back(clear
                                     ? "the log was not read to its end, and not cleared; --timeout gives it more time"
                                     : "the log was not read to its end; --timeout gives it more time");
        shown.success = false;
    }
    if (clear && !report.cleared) shown.success = false;
    if (!from_file) shown.statistics = report.statistics;
    return shown;
}

}  // namespace ipmi::cli
