// The way back: what an engine has told as JSON, as the words that it was made from. Everything in it is checked: a
// socket may be anybody's.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/sensor.hpp>

#include <string_view>

#include "schema/values.hpp"

namespace ipmi::schema {

/// Errors of each: malformed, with the member that makes no sense.
Result<Json> parse_json(std::string_view text);
/// What form(SensorReport) has told. The table holds what readers of a report need: names, units, limits, states; not
/// the conversion, nor codes that have no name.
Result<SensorReport> parse_sensor_report(const Json& json);
/// What form(ChassisStatus) has told.
Result<ChassisStatus> parse_chassis_status(const Json& json);
/// What form(Error) has told.
Result<Error> parse_error(const Json& json);
/// RFC 3339 with 'Z', with or without milliseconds.
Result<WallTime> parse_time(std::string_view text);

}  // namespace ipmi::schema
