#include "schema/event_form.hpp"

#include <ipmi/sensor.hpp>

#include "schema/members.hpp"

namespace ipmi::schema {
namespace {

constexpr std::size_t most_sources = 16;

/// From 1; what is negative or no whole number is refused, not turned into one.
std::uint64_t number_of(const Json& json, const char* name) {
    const auto& member = need(json, name);
    if (!member.is_number_unsigned()) throw Wrong{fmt::format("\"{}\" is no whole number", name)};
    return member.get<std::uint64_t>();
}

Event event_of(const Json& json) {
    Event event;
    event.sequence = number_of(json, "sequence");
    event.time = time_of(json, "time");
    event.host = safe_text_of(json, "host");
    event.kind = word_of(value_of<std::string>(json, "kind"), EventKind::engine, "kind");
    event.severity = severity_of(json);
    event.text = clean_text(value_of<std::string>(json, "text"), longest_text);
    event.sensor = safe_text_of(json, "sensor");
    if (!event.sensor.empty() && !parse_sensor_key(event.sensor)) throw Wrong{"\"sensor\" is not owner.lun.number"};
    if (json.contains("incident")) event.incident = number_of(json, "incident");
    return event;
}

IncidentAcknowledgement acknowledgement_of(const Json& json) {
    IncidentAcknowledgement acknowledgement;
    acknowledgement.who = clean_text(value_of<std::string>(json, "who"), longest_text);
    acknowledgement.note = safe_text_of(json, "note");
    acknowledgement.when = time_of(json, "when");
    acknowledgement.until = maybe_time_of(json, "until");
    return acknowledgement;
}

std::vector<std::string> sources_of(const Json& json) {
    auto sources = value_of<std::vector<std::string>>(json, "sources");
    if (sources.size() > most_sources) throw Wrong{"\"sources\" are too many"};
    for (auto& source : sources) source = clean_text(source, longest_text);
    return sources;
}

Incident incident_of(const Json& json) {
    Incident incident;
    incident.id = number_of(json, "id");
    incident.host = safe_text_of(json, "host");
    incident.key = safe_text_of(json, "key");
    incident.severity = severity_of(json);
    incident.text = clean_text(value_of<std::string>(json, "text"), longest_text);
    incident.sources = sources_of(json);
    incident.raised = time_of(json, "raised");
    incident.updated = time_of(json, "updated");
    incident.cleared = maybe_time_of(json, "cleared");
    incident.cleared_by = safe_text_of(json, "cleared_by");
    if (json.contains("acknowledged")) incident.acknowledged = acknowledgement_of(json["acknowledged"]);
    return incident;
}

Json form(const IncidentAcknowledgement& acknowledgement) {
    Json json;
    json["who"] = acknowledgement.who;
    put(json, "note", acknowledgement.note);
    json["when"] = time_text(acknowledgement.when);
    if (acknowledgement.until) json["until"] = time_text(*acknowledgement.until);
    return json;
}

}  // namespace

Json form(const Event& event) {
    auto json = object(8);
    json["sequence"] = event.sequence;
    json["time"] = time_text(event.time);
    json["host"] = event.host;
    json["kind"] = to_string(event.kind);
    json["severity"] = to_string(event.severity);
    json["text"] = event.text;
    put(json, "sensor", event.sensor);
    if (event.incident != 0) json["incident"] = event.incident;
    return json;
}

Json form(const Incident& incident) {
    auto json = object(11);
    json["id"] = incident.id;
    json["host"] = incident.host;
    json["key"] = incident.key;
    json["severity"] = to_string(incident.severity);
    json["text"] = incident.text;
    json["sources"] = incident.sources;
    json["raised"] = time_text(incident.raised);
    json["updated"] = time_text(incident.updated);
    if (incident.cleared) {
        json["cleared"] = time_text(*incident.cleared);
        put(json, "cleared_by", incident.cleared_by);
    }
    if (incident.acknowledged) json["acknowledged"] = form(*incident.acknowledged);
    return json;
}

Result<Event> parse_event(const Json& json) {
    return checked(event_of, json);
}

Result<Incident> parse_incident(const Json& json) {
    return checked(incident_of, json);
}

}  // namespace ipmi::schema
