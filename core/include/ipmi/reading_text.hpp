// A reading in words, the same in every door. Nothing here fails.
#pragma once

#include <ipmi/sensor.hpp>

#include <string>

namespace ipmi {

/// Six significant digits, never an exponent: "98", "0.0015", "12000000". What is no number is "0".
std::string number_text(double value);
/// "98 C", "45%", "3"
std::string value_text(const Sensor& sensor, double value);
/// "98 C > 95 (upper critical)", "absent", "Presence detected, Power Supply Failure detected"
std::string condition_text(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds);

}  // namespace ipmi
