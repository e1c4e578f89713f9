// The way back: what an engine has told as JSON, as the words that it was made from. Everything in it is checked: a
// socket may be anybody's.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/device.hpp>
#include <ipmi/fru.hpp>
#include <ipmi/sel.hpp>
#include <ipmi/sensor.hpp>

#include <string_view>

#include "schema/values.hpp"

namespace ipmi::schema {

/// Errors of each: malformed, with the member that makes no sense.
Result<Json> parse_json(std::string_view text);
/// What form(SensorReport) has told. The table holds what readers of a report need: names, units, limits, states; not
/// the conversion, nor codes that have no name.
Result<SensorReport> parse_sensor_report(const Json& json);
/// What form(SelReport) has told; which acknowledgement is new, and which could not be kept, it does not tell.
Result<SelReport> parse_sel_report(const Json& json);
/// What form(ChassisStatus), form(PowerResult) and form(DcmiPower) have told.
Result<ChassisStatus> parse_chassis_status(const Json& json);
Result<PowerResult> parse_power_result(const Json& json);
Result<DcmiPower> parse_dcmi_power(const Json& json);
/// What form(DeviceReport) and form(FruReport) have told; of an entity they tell the name only.
Result<DeviceReport> parse_device_report(const Json& json);
Result<FruReport> parse_fru_report(const Json& json);
/// What form(Error) has told.
Result<Error> parse_error(const Json& json);
/// RFC 3339 with 'Z', with or without milliseconds, of the years 1970 to 2261.
Result<WallTime> parse_time(std::string_view text);

}  // namespace ipmi::schema
