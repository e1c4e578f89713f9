#include "store/rows.hpp"

#include <fmt/ranges.h>

#include <chrono>

namespace ipmi::store {
namespace {

using Stamp = std::chrono::system_clock::time_point;
using std::chrono::milliseconds;

std::int64_t number_of(Stamp time) {
    return std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count();
}
std::optional<std::int64_t> number_of(const std::optional<Stamp>& time) {
    if (!time) return std::nullopt;
    return number_of(*time);
}
Stamp stamp_of(std::int64_t number) {
    return Stamp(milliseconds(number));
}
std::optional<Stamp> stamp_of(const std::optional<std::int64_t>& number) {
    if (!number) return std::nullopt;
    return stamp_of(*number);
}

Severity severity_of_number(std::int64_t number) {
    return number < 0 || number > static_cast<int>(Severity::unknown) ? Severity::unknown
                                                                      : static_cast<Severity>(number);
}
EventKind kind_of_number(std::int64_t number) {
    return number < 0 || number > static_cast<int>(EventKind::engine) ? EventKind::engine
                                                                      : static_cast<EventKind>(number);
}

AuditStage stage_of_number(std::int64_t number) {
    return number < 0 || number > static_cast<int>(AuditStage::refused) ? AuditStage::unknown
                                                                        : static_cast<AuditStage>(number);
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = text.find(' ');
        words.emplace_back(text.substr(0, end));
        text = end == text.npos ? std::string_view() : text.substr(end + 1);
    }
    return words;
}

}  // namespace

void bind_event(Statement& statement, const Event& event) {
    statement.bind(static_cast<std::int64_t>(event.sequence))
        .bind(number_of(event.time))
        .bind(event.host)
        .bind(static_cast<std::int64_t>(event.kind))
        .bind(static_cast<std::int64_t>(event.severity))
        .bind(event.text)
        .bind(event.sensor)
        .bind(static_cast<std::int64_t>(event.incident));
}

Event event_of(const Statement& row) {
    Event event;
    event.sequence = static_cast<std::uint64_t>(row.number(0));
    event.time = stamp_of(row.number(1));
    event.host = row.text(2);
    event.kind = kind_of_number(row.number(3));
    event.severity = severity_of_number(row.number(4));
    event.text = row.text(5);
    event.sensor = row.text(6);
    event.incident = static_cast<std::uint64_t>(row.number(7));
    return event;
}

void bind_incident(Statement& statement, const KeptIncident& kept) {
    const auto& incident = kept.incident;
    const auto& ack = incident.acknowledged;
    statement.bind(static_cast<std::int64_t>(incident.id))
        .bind(incident.host)
        .bind(incident.key)
        .bind(static_cast<std::int64_t>(incident.severity))
        .bind(incident.text)
        .bind(fmt::format("{}", fmt::join(incident.sources, " ")))
        .bind(number_of(incident.raised))
        .bind(number_of(incident.updated))
        .bind(number_of(incident.cleared))
        .bind(incident.cleared_by)
        .bind(ack ? ack->who : std::string())
        .bind(ack ? ack->note : std::string())
        .bind(ack ? std::optional(number_of(ack->when)) : std::nullopt)
        .bind(ack ? number_of(ack->until) : std::nullopt)
        .bind(kept.memory);
}

KeptIncident incident_of(const Statement& row) {
    KeptIncident kept;
    auto& incident = kept.incident;
    incident.id = static_cast<std::uint64_t>(row.number(0));
    incident.host = row.text(1);
    incident.key = row.text(2);
    incident.severity = severity_of_number(row.number(3));
    incident.text = row.text(4);
    incident.sources = words_of(row.text(5));
    incident.raised = stamp_of(row.number(6));
    incident.updated = stamp_of(row.number(7));
    incident.cleared = stamp_of(row.number_or_none(8));
    incident.cleared_by = row.text(9);
    if (const auto when = stamp_of(row.number_or_none(12)))
        incident.acknowledged = IncidentAcknowledgement{std::string(row.text(10)), std::string(row.text(11)), *when,
                                                        stamp_of(row.number_or_none(13))};
    kept.memory = row.text(14);
    return kept;
}

void bind_audit(Statement& statement, const AuditEntry& entry) {
    statement.bind(static_cast<std::int64_t>(entry.sequence))
        .bind(number_of(entry.time))
        .bind(entry.who)
        .bind(entry.on_behalf_of)
        .bind(entry.from)
        .bind(entry.host)
        .bind(entry.action)
        .bind(static_cast<std::int64_t>(entry.stage))
        .bind(entry.result)
        .bind(static_cast<std::int64_t>(entry.asked));
}

AuditEntry audit_of(const Statement& row) {
    AuditEntry entry;
    entry.sequence = static_cast<std::uint64_t>(row.number(0));
    entry.time = stamp_of(row.number(1));
    entry.who = row.text(2);
    entry.on_behalf_of = row.text(3);
    entry.from = row.text(4);
    entry.host = row.text(5);
    entry.action = row.text(6);
    entry.stage = stage_of_number(row.number(7));
    entry.result = row.text(8);
    entry.asked = static_cast<std::uint64_t>(row.number(9));
    return entry;
}

}  // namespace ipmi::store
