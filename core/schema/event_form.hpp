// The journal and what is wrong, as JSON, and back: the engine tells it, its doors read it.
#pragma once

#include <ipmi/event.hpp>

#include "schema/values.hpp"

namespace ipmi::schema {

/// {"sequence", "time", "host", "kind", "severity", "text", "sensor", "incident"}; the last two where there is one.
Json form(const Event& event);
/// {"id", "host", "key", "severity", "text", "sources": […], "raised", "updated"}, and where it is so "cleared" with
/// "cleared_by", "acknowledged": {"who", "note", "when", "until"}.
Json form(const Incident& incident);

/// The way back; texts are made safe to show, for a socket may be anybody's.
/// Errors: malformed, with the member that makes no sense.
Result<Event> parse_event(const Json& json);
Result<Incident> parse_incident(const Json& json);

}  // namespace ipmi::schema
