#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ipmi/reading_text.hpp>

#include <cmath>

namespace ipmi {

std::string number_text(double value) {
    if (value == 0 || !std::isfinite(value)) return "0";  // also -0
    auto text = fmt::format("{:.6g}", value);
    if (text.find('e') == std::string::npos) return text;
    if (std::abs(value) >= 1) return fmt::format("{:.0f}", value);
    text = fmt::format("{:.9f}", value);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string value_text(const Sensor& sensor, double value) {
    const auto* gap = sensor.unit.empty() || sensor.unit == "%" ? "" : " ";
    return fmt::format("{}{}{}", number_text(value), gap, sensor.unit);
}

std::string condition_text(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds) {
    if (reading.reason != Reason::none) return to_string(reading.reason);
    if (!reading.value) {
        if (reading.crossed) return to_string(*reading.crossed);  // no unit is known, the BMC compared
        const auto states = state_texts(sensor, reading);
        return states.empty() ? "no state asserted" : fmt::format("{}", fmt::join(states, ", "));
    }
    const auto value = value_text(sensor, *reading.value);
    if (!reading.crossed) return value;
    const auto& limit = thresholds[*reading.crossed];
    // "At or beyond" is the specification's comparison: a value on its limit has crossed it.
    const bool on_it = limit && *limit == *reading.value;
    return fmt::format("{} {} {} ({})", value,
                       on_it                        ? "="
                       : is_upper(*reading.crossed) ? ">"
                                                    : "<",
                       limit ? number_text(*limit) : "limit", to_string(*reading.crossed));
}

}  // namespace ipmi
