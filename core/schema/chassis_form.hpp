// Power, chassis and the small answers (ping, raw) as JSON.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/client.hpp>

#include "schema/values.hpp"

namespace ipmi::schema {

/// {"power": "on", "restore_policy", "intrusion", …, "boot": {…}, "raw"}
Json form(const ChassisStatus& status);
Json form(const BootOptions& options);
/// {"action": "cycle", "outcome": "verified", "power": "on", "forced", "note"}
Json form(const PowerResult& result);
Json form(const DcmiPower& power);
Json form(const PingReply& reply);
Json form(const RawReply& reply);

/// "on for a time" …
const char* identify_text(IdentifyState state);

}  // namespace ipmi::schema
