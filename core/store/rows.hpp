// Events and incidents as rows of the journal, and the way back. A row that makes no sense is read as far as it does.
#pragma once

#include "store/database.hpp"
#include "store/kept.hpp"

namespace ipmi::store {

inline constexpr std::string_view event_columns = "sequence, time, host, kind, severity, text, sensor, incident";
inline constexpr std::string_view incident_columns =
    "id, host, key, severity, text, sources, raised, updated, cleared, cleared_by, ack_who, ack_note, ack_when, "
    "ack_until, memory";

inline constexpr std::string_view audit_columns =
    "sequence, time, who, on_behalf_of, origin, host, action, stage, result, asked";

void bind_event(Statement& statement, const Event& event);
Event event_of(const Statement& row);
void bind_incident(Statement& statement, const KeptIncident& kept);
KeptIncident incident_of(const Statement& row);
void bind_audit(Statement& statement, const AuditEntry& entry);
AuditEntry audit_of(const Statement& row);

}  // namespace ipmi::store
