// The page of the audit, and the one that takes hints.
#pragma once

#include "api/route.hpp"

namespace ipmi::api {

/// {"entries": […]}, oldest first, of the hosts that whoever asks is admin of; with "next" where not all was looked at,
/// though there may be no entry.
Answer audit_page(const Asked& asked);

/// {"host": "web01"} or {"address": "10.0.0.21"}, and "what" in words. 202 {"host"}: its log and sensors are read soon.
Answer hints_page(const Asked& asked);

}  // namespace ipmi::api
