#include "cli/values.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace ipmi::cli {

std::string value_text(double value, const std::string& unit) {
    if (unit.empty()) return number_text(value);
    return fmt::format("{}{}{}", number_text(value), unit == "%" ? "" : " ", unit);
}

std::string duration_text(std::chrono::microseconds duration) {
    const auto us = static_cast<double>(duration.count());
    if (us < 9'950) return fmt::format("{:.1f} ms", us / 1e3);
    if (us < 999'500) return fmt::format("{:.0f} ms", us / 1e3);
    return fmt::format("{:.1f} s", us / 1e6);
}

std::string span_text(std::chrono::seconds span) {
    const auto seconds = std::max<std::int64_t>(span.count(), 0);
    const auto two = [](std::int64_t large, const char* unit, std::int64_t small, const char* small_unit) {
        return small == 0 ? fmt::format("{} {}", large, unit)
                          : fmt::format("{} {} {} {}", large, unit, small, small_unit);
    };
    constexpr std::int64_t minute = 60;
    constexpr std::int64_t hour = 60 * minute;
    constexpr std::int64_t day = 24 * hour;
    if (seconds < 2 * minute) return fmt::format("{} s", seconds);
    if (seconds < hour) return fmt::format("{} min", seconds / minute);
    if (seconds < day) return two(seconds / hour, "h", seconds % hour / minute, "min");
    return two(seconds / day, "d", seconds % day / hour, "h");
}

std::string local_time_text(std::chrono::system_clock::time_point time) {
    return fmt::format("{:%F %T}", fmt::localtime(std::chrono::system_clock::to_time_t(time)));
}

std::string moment_text(std::chrono::system_clock::time_point time, std::chrono::system_clock::time_point now) {
    const auto text = local_time_text(time);  // "2026-11-24 04:31:07"
    constexpr std::size_t date = 10;
    constexpr std::size_t seconds = 3;
    if (text.substr(0, date) == local_time_text(now).substr(0, date)) return text.substr(date + 1);
    return text.substr(0, text.size() - seconds);
}

std::string time_text(std::chrono::sys_seconds time) {
    return fmt::format("{:%F %T}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

}  // namespace ipmi::cli
