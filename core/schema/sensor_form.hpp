// Sensors and their readings as JSON.
#pragma once

#include <ipmi/sensor.hpp>

#include "schema/values.hpp"

namespace ipmi::schema {

/// {"severity", "power", "sensors": [{key, label, …, value, unit, severity, reason, thresholds, states, raw, time}],
///  "records": {"read", "expected"}, "skipped_records", "warnings", "statistics"}
Json form(const SensorReport& report);
/// `thresholds` are those by which the reading was judged.
Json form(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds);
Json form(const PollStatistics& statistics);

/// "upper_critical": a ThresholdKind as a member's name.
const char* member_name(ThresholdKind kind);

}  // namespace ipmi::schema
