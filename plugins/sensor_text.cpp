#include "sensor_text.hpp"

#include <fmt/format.h>

#include "number.hpp"

namespace plugins {

using ipmi::Reading;
using ipmi::Reason;
using ipmi::Sensor;

std::string condition_text(const Sensor& sensor, const Reading& reading, const ipmi::Thresholds& thresholds,
                           const Range* given) {
    const bool measured = reading.reason == Reason::none && reading.value;
    if (measured && given != nullptr)
        return fmt::format("{} {}", value_text(sensor, *reading.value), broken_text(*given, *reading.value));
    return ipmi::condition_text(sensor, reading, thresholds);
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
