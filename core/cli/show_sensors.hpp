// `bmcscope sensors`: label, value, severity, and why.
#pragma once

#include <ipmi/sensor.hpp>

#include "cli/shown.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

Shown show(const SensorReport& report, const Style& style);
/// For programs alone: without the table that nobody would see.
Shown show_json(const SensorReport& report);

}  // namespace ipmi::cli
