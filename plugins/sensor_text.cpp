#include "sensor_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "number.hpp"

namespace plugins {

using ipmi::Reading;
using ipmi::Reason;
using ipmi::Sensor;

std::string value_text(const Sensor& sensor, double value) {
    const auto gap = sensor.unit.empty() || sensor.unit == "%" ? "" : " ";
    return fmt::format("{}{}{}", number(value), gap, sensor.unit);
}

std::string condition_text(const Sensor& sensor, const Reading& reading, const ipmi::Thresholds& thresholds,
                           const Range* given) {
    if (reading.reason != Reason::none) return to_string(reading.reason);
    if (!reading.value) {
        if (reading.crossed) return to_string(*reading.crossed);  // no unit is known, the BMC compared
        const auto states = ipmi::state_texts(sensor, reading);
        return states.empty() ? "no state asserted" : fmt::format("{}", fmt::join(states, ", "));
    }
    const auto value = value_text(sensor, *reading.value);
    if (given != nullptr) return fmt::format("{} {}", value, broken_text(*given, *reading.value));
    if (!reading.crossed) return value;
    const auto& limit = thresholds[*reading.crossed];
    // "At or beyond" is the specification's comparison: a value on its limit has crossed it.
    const bool on_it = limit && *limit == *reading.value;
    return fmt::format("{} {} {} ({})", value,
                       on_it                        ? "="
                       : is_upper(*reading.crossed) ? ">"
                                                    : "<",
                       limit ? number(*limit) : "limit", to_string(*reading.crossed));
}

std::string broken_text(const Range& range, double value) {
    if (range.alerts_inside) return fmt::format("inside {}", to_string(Range{range.start, range.end, false}));
    if (value > range.end) return fmt::format("> {} (given limit)", number(range.end));
    return fmt::format("< {} (given limit)", number(range.start));
}

std::string sentence(const std::string& label, const Reading& reading, const std::string& condition) {
    const bool measured = reading.reason == Reason::none && reading.value;
    return fmt::format("{}{} {}", label, measured ? "" : ":", condition);
}

}  // namespace plugins
