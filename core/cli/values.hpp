// Numbers, durations and times as people read them.
#pragma once

#include <chrono>
#include <string>

namespace ipmi::cli {

/// At most six significant digits, no exponent where a number can do without: "12.06", "5800".
std::string number_text(double value);
/// "98 C", "37%", "5800 RPM", "3".
std::string value_text(double value, const std::string& unit);
/// "0.4 ms", "25 ms", "1.4 s".
std::string duration_text(std::chrono::microseconds duration);
/// "2023-09-12 06:13:20": a BMC's clock, whose time zone it does not tell.
std::string time_text(std::chrono::sys_seconds time);

}  // namespace ipmi::cli
