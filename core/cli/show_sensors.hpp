// `bmcscope sensors`: label, value, severity, and why.
#pragma once

#include <ipmi/sensor.hpp>

#include <string>

#include "cli/shown.hpp"
#include "cli/style.hpp"
#include "schema/sensor_writer.hpp"

namespace ipmi::cli {

/// For people.
Shown show(const SensorReport& report, const Style& style);
/// "CPU1 Temp 98 C > 95 (upper critical)": a sensor and what is wrong with it, in one line.
std::string trouble_text(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds);
/// For programs: `written`. The forms of one run; machines of the same kind share what their records say.
Shown show_json(const SensorReport& report, schema::SensorForms<schema::JsonWriter>& forms);

}  // namespace ipmi::cli
