// From a SensorReport to a check: a child for each sensor that counts.
#pragma once

#include <ipmi/sensor.hpp>

#include "check.hpp"
#include "policy.hpp"

namespace plugins {

Check check_sensors(const ipmi::SensorReport& report, const SensorPolicy& policy, StateOrder order = {});

}  // namespace plugins
