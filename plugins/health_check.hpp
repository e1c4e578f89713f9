// Is the management controller itself well: self test, clock, session, round trip, sensor records, quirks.
#pragma once

#include <ipmi/client.hpp>

#include "check.hpp"
#include "policy.hpp"

namespace plugins {

Check check_health(const ipmi::HostReport& report, const HealthPolicy& policy, StateOrder order = {});

}  // namespace plugins
