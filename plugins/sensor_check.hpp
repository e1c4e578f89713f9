// From a SensorReport to what Nagios reads.
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/sensor.hpp>

#include "check.hpp"

namespace plugins {

struct SensorPolicy {
    double unknown_above_percent = 10;  ///< share of sensors not responding that makes the check UNKNOWN
};

Check check_sensors(const ipmi::SensorReport& report, const SensorPolicy& policy);

/// The check that could not be made: UNKNOWN with the stage that failed and what to do next.
Check check_failed(const std::string& host, const ipmi::Error& error);

}  // namespace plugins
