// What is the matter with a sensor, in the fewest words that tell value, limit and direction.
#pragma once

#include <ipmi/reading_text.hpp>

#include <string>

#include "range.hpp"

namespace plugins {

/// "> 80 (given limit)", "inside 5:80": how a value breaks the operator's own range.
std::string broken_text(const Range& range, double value);

/// "98 C > 95 (upper critical)", "98 C > 80 (given limit)", "Presence detected, Failure detected", "not responding",
/// "24 C". `given`: the operator's own range that the value breaks.
std::string condition_text(const ipmi::Sensor& sensor, const ipmi::Reading& reading, const ipmi::Thresholds& thresholds,
                           const Range* given);

/// "CPU1 Temp 98 C > 95 (upper critical)", "PSU1 Status: Failure detected".
std::string sentence(const std::string& label, const ipmi::Reading& reading, const std::string& condition);

}  // namespace plugins
