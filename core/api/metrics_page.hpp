// All that is known of hosts, and of the engine itself, for Prometheus.
#pragma once

#include "api/route.hpp"

namespace ipmi::api {

/// A stream: written host by host, of a size that nobody holds in memory.
Answer metrics_page(const Asked& asked);

}  // namespace ipmi::api
