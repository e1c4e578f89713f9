#include "schema/audit_form.hpp"

#include "schema/members.hpp"

namespace ipmi::schema {
namespace {

AuditEntry audit_entry_of(const Json& json) {
    AuditEntry entry;
    entry.sequence = value_of<std::uint64_t>(json, "sequence");
    entry.time = time_of(json, "time");
    entry.who = safe_text_of(json, "who");
    entry.on_behalf_of = safe_text_of(json, "for");
    entry.from = safe_text_of(json, "from");
    entry.host = safe_text_of(json, "host");
    entry.action = safe_text_of(json, "action");
    entry.stage = word_of(value_of<std::string>(json, "stage"), AuditStage::refused, "stage");
    entry.result = safe_text_of(json, "result");
    entry.asked = maybe<std::uint64_t>(json, "asked").value_or(0);
    return entry;
}

}  // namespace

Json form(const AuditEntry& entry) {
    Json json;
    json["sequence"] = entry.sequence;
    json["time"] = time_text(entry.time);
    json["who"] = entry.who;
    put(json, "for", entry.on_behalf_of);
    put(json, "from", entry.from);
    put(json, "host", entry.host);
    json["action"] = entry.action;
    json["stage"] = to_string(entry.stage);
    put(json, "result", entry.result);
    if (entry.asked != 0) json["asked"] = entry.asked;
    return json;
}

Result<AuditEntry> parse_audit_entry(const Json& json) {
    return checked(audit_entry_of, json);
}

}  // namespace ipmi::schema
