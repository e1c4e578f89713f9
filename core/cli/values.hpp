// Numbers, durations and times as people read them.
#pragma once

#include <ipmi/reading_text.hpp>

#include <chrono>
#include <string>

namespace ipmi::cli {

/// "98 C", "37%", "5800 RPM", "3".
std::string value_text(double value, const std::string& unit);
/// "0.4 ms", "25 ms", "1.4 s".
std::string duration_text(std::chrono::microseconds duration);
/// "12 s", "5 min", "2 h 10 min", "3 d 4 h": two units at the most.
std::string span_text(std::chrono::seconds span);
/// "2026-11-24 04:31:07" in this machine's time zone.
std::string local_time_text(std::chrono::system_clock::time_point time);
/// The same, of today "04:31:07", of other days without seconds.
std::string moment_text(std::chrono::system_clock::time_point time, std::chrono::system_clock::time_point now);
/// "2023-09-12 06:13:20": a BMC's clock, whose time zone it does not tell.
std::string time_text(std::chrono::sys_seconds time);

}  // namespace ipmi::cli
