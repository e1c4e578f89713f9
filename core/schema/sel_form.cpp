#include "schema/sel_form.hpp"

#include "base/hex.hpp"
#include "schema/sensor_form.hpp"

namespace ipmi::schema {

Json form(const SelRecord& record) {
    Json json;
    json["id"] = record.id;
    if (record.time) json["time"] = time_text(*record.time);
    if (record.time_since_boot) json["time_since_boot"] = true;
    json["severity"] = to_string(record.severity);
    json["record_type"] = record.record_type;
    if (record.sensor) json["sensor"] = to_string(*record.sensor);
    json["sensor_name"] = record.sensor_name;
    json["sensor_type"] = record.sensor_type;
    json["event"] = record.event;
    put(json, "detail", record.detail);
    put(json, "part", record.part);
    json["asserted"] = record.asserted;
    put(json, "trigger_value", record.trigger_value);
    put(json, "trigger_threshold", record.trigger_threshold);
    put(json, "unit", record.unit);
    put(json, "cleared_by", record.cleared_by);
    if (record.log_cleared) json["log_cleared"] = true;
    put(json, "undecoded", record.undecoded);
    if (record.history) json["history"] = true;
    if (record.acknowledged) {
        json["acknowledged"]["who"] = record.acknowledged->who;
        json["acknowledged"]["when"] = time_text(record.acknowledged->when);
        put(json["acknowledged"], "note", record.acknowledged->note);
    }
    json["raw"] = to_hex(record.raw, " ");
    return json;
}

Json form(const SelInfo& info) {
    constexpr std::uint32_t never = 0xffffffff;
    Json json;
    json["entries"] = info.entries;
    json["free_bytes"] = info.free_bytes;
    put(json, "used_percent", info.used_percent);
    json["overflow"] = info.overflow;
    if (info.last_addition != never && info.last_addition != 0) json["last_addition"] = info.last_addition;
    if (info.last_erase != never && info.last_erase != 0) json["last_erase"] = info.last_erase;
    json["supports_delete"] = info.supports_delete;
    json["supports_reserve"] = info.supports_reserve;
    return json;
}

Json form(const SelReport& report) {
    Json json;
    json["info"] = form(report.info);
    if (report.bmc_clock) json["bmc_clock"] = time_text(*report.bmc_clock);
    put(json, "boot_progress", report.boot_progress);
    json["complete"] = report.complete;
    if (report.cleared) json["cleared"] = true;
    json["records"] = Json::array();
    for (const auto& record : report.records) json["records"].push_back(form(record));
    json["warnings"] = report.warnings;
    json["statistics"] = form(report.statistics);
    return json;
}

}  // namespace ipmi::schema
