#include "cli/values.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace ipmi::cli {

std::string number_text(double value) {
    if (value == 0) return "0";  // also -0
    const auto text = fmt::format("{:.6g}", value);
    const auto magnitude = value < 0 ? -value : value;
    if (text.find('e') != std::string::npos && magnitude >= 1 && magnitude < 1e15) return fmt::format("{:.0f}", value);
    return text;
}

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

std::string time_text(std::chrono::sys_seconds time) {
    return fmt::format("{:%F %T}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

}  // namespace ipmi::cli
