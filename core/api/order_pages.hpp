// Orders: power and the identify lamp, of one host or of many.
#pragma once

#include "api/route.hpp"

namespace ipmi::api {

/// {"action": "on|off|cycle|reset|soft|diag", "wait": seconds, "force": true}, the last two optional. Answered when it
/// is known what became of it: {"host", "action", "outcome", "power", "note"}. Where a client goes away, what was sent
/// is not waited for any longer.
Answer power_order_page(const Asked& asked);
/// {"seconds": 15}, or {"on": true|false}. {"host", "identify", "seconds"}
Answer identify_order_page(const Asked& asked);
/// {"set": "@rack1", "action", "wait", "force", "count": 12, "at_once": 64, "stagger": seconds}. A line of JSON for
/// each host as its result comes. Where a client goes away, hosts that it has not reached are left alone, the others as
/// above.
Answer power_of_set_page(const Asked& asked);

}  // namespace ipmi::api
