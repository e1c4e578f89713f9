// The pages of hosts. A set is one of the inventory: "web[01-12],@rack1".
#pragma once

#include "api/route.hpp"

namespace ipmi::api {

Answer hosts_page(const Asked& asked);
Answer host_page(const Asked& asked);
Answer host_sensors_page(const Asked& asked);
Answer host_power_page(const Asked& asked);
Answer host_sel_page(const Asked& asked);
Answer host_device_page(const Asked& asked);
Answer host_fru_page(const Asked& asked);
/// The host is asked soon, not yet: how it then stands its pages tell.
Answer refresh_page(const Asked& asked);
/// Several parts of several hosts.
Answer reports_page(const Asked& asked);

}  // namespace ipmi::api
