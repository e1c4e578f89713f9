// The pages of numbers that never change: SNMP indices, and the sequence numbers of each BMC's log.
#pragma once

#include "api/route.hpp"

namespace ipmi::api {

/// {"generation": G, "indices": [{"index", "kind", "key", "label", "parent", "host", "first_seen", "generation"}, …],
///  "logs": [{"host", "index", "newest", "generation"}, …]}, streamed, in the order in which they changed last.
Answer indices_page(const Asked& asked);

}  // namespace ipmi::api
