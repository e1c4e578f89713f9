#include "schema/members.hpp"

namespace ipmi::schema {
namespace {

std::chrono::sys_seconds second_of(const Json& json, const char* name) {
    return std::chrono::floor<std::chrono::seconds>(time_of(json, name));
}

SelAcknowledgement sel_acknowledgement_of(const Json& json) {
    SelAcknowledgement acknowledgement;
    acknowledgement.who = clean_text(value_of<std::string>(json, "who"));
    acknowledgement.note = safe_text_of(json, "note");
    acknowledgement.when = second_of(json, "when");
    return acknowledgement;
}

SelRecord sel_record_of(const Json& json) {
    SelRecord record;
    record.id = value_of<std::uint16_t>(json, "id");
    record.raw = raw_array_of<16>(json, "raw");
    record.record_type = value_of<std::uint8_t>(json, "record_type");
    if (json.contains("time")) record.time = second_of(json, "time");
    record.time_since_boot = maybe<bool>(json, "time_since_boot").value_or(false);
    if (const auto sensor = maybe<std::string>(json, "sensor")) {
        record.sensor = parse_sensor_key(*sensor);
        if (!record.sensor) throw Wrong{"\"sensor\" is not owner.lun.number"};
    }
    record.sensor_name = clean_text(value_of<std::string>(json, "sensor_name"));
    record.sensor_type = clean_text(value_of<std::string>(json, "sensor_type"));
    record.event = clean_text(value_of<std::string>(json, "event"), longest_text);
    record.detail = safe_text_of(json, "detail");
    record.part = safe_text_of(json, "part");
    record.asserted = value_of<bool>(json, "asserted");
    record.severity = severity_of(json);
    record.trigger_value = maybe<double>(json, "trigger_value");
    record.trigger_threshold = maybe<double>(json, "trigger_threshold");
    record.unit = safe_text_of(json, "unit");
    record.cleared_by = maybe<std::uint16_t>(json, "cleared_by");
    record.log_cleared = maybe<bool>(json, "log_cleared").value_or(false);
    record.undecoded = safe_text_of(json, "undecoded");
    record.history = maybe<bool>(json, "history").value_or(false);
    if (json.contains("acknowledged")) record.acknowledged = sel_acknowledgement_of(json["acknowledged"]);
    return record;
}

SelInfo sel_info_of(const Json& json) {
    SelInfo info;
    info.entries = value_of<std::uint16_t>(json, "entries");
    info.free_bytes = value_of<std::uint16_t>(json, "free_bytes");
    info.used_percent = maybe<double>(json, "used_percent");
    info.overflow = value_of<bool>(json, "overflow");
    info.last_addition = maybe<std::uint32_t>(json, "last_addition").value_or(0);
    info.last_erase = maybe<std::uint32_t>(json, "last_erase").value_or(0);
    info.supports_delete = value_of<bool>(json, "supports_delete");
    info.supports_reserve = value_of<bool>(json, "supports_reserve");
    return info;
}

SelReport sel_report_of(const Json& json) {
    SelReport report;
    report.info = sel_info_of(need(json, "info"));
    if (json.contains("bmc_clock")) report.bmc_clock = second_of(json, "bmc_clock");
    report.boot_progress = safe_text_of(json, "boot_progress");
    report.complete = value_of<bool>(json, "complete");
    report.cleared = maybe<bool>(json, "cleared").value_or(false);
    for (const auto& record : list_of(json, "records")) report.records.push_back(sel_record_of(record));
    report.warnings = safe_texts_of(json, "warnings");
    report.statistics = statistics_of(need(json, "statistics"));
    return report;
}

}  // namespace

Result<SelReport> parse_sel_report(const Json& json) {
    return checked(sel_report_of, json);
}

}  // namespace ipmi::schema
