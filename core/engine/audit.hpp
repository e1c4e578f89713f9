// An entry of the audit, and the event that tells of it, as two halves of one change.
#pragma once

#include "base/clock.hpp"
#include "store/kept.hpp"

namespace ipmi::engine {

inline void audit(store::Changes& changes, AuditEntry entry) {
    entry.time = WallClock::now();
    Event event;
    event.time = entry.time;
    event.host = entry.host;
    event.kind = EventKind::audit;
    const bool well = entry.stage == AuditStage::asked || entry.stage == AuditStage::done;
    event.severity = well ? Severity::ok : Severity::warning;
    event.text = to_text(entry);
    changes.events.push_back(std::move(event));
    changes.audit.push_back(std::move(entry));
}

/// What became of what `asked` asked for.
inline AuditEntry result_of(AuditEntry asked, AuditStage stage, std::string result) {
    asked.asked = asked.sequence;
    asked.sequence = 0;
    asked.stage = stage;
    asked.result = std::move(result);
    return asked;
}

}  // namespace ipmi::engine
