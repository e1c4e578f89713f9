// From a LAN message to the handler that answers it, with the checks that come before every handler.
#pragma once

#include "bmc.hpp"

namespace ipmi::sim {

/// The plain LAN message of the answer in `plain`. `session`: nullptr outside one. False: no answer at all.
bool execute(Bmc& bmc, Session* session, const packet::LanMessage& request, Time now, Bytes& plain);

}  // namespace ipmi::sim
