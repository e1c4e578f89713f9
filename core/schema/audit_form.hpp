// The audit as JSON, and back.
#pragma once

#include <ipmi/audit.hpp>

#include "schema/values.hpp"

namespace ipmi::schema {

/// {"sequence", "time", "who", "for", "from", "host", "action", "stage", "result", "asked"}; what is empty is left out.
Json form(const AuditEntry& entry);
/// The way back; texts are made safe to show. Errors: malformed, with the member that makes no sense.
Result<AuditEntry> parse_audit_entry(const Json& json);

}  // namespace ipmi::schema
