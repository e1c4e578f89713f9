// A range as the monitoring plugins guidelines write it: [@][start:][end]; "10" is 0 to 10, "~:10" has no start, "@"
// alerts inside instead of outside. Both ends belong to the range.
#pragma once

#include <expected>
#include <limits>
#include <string>
#include <string_view>

namespace plugins {

struct Range {
    double start = 0;
    double end = std::numeric_limits<double>::infinity();
    bool alerts_inside = false;

    [[nodiscard]] bool alerts(double value) const {
        const bool inside = value >= start && value <= end;
        return inside == alerts_inside;
    }
    bool operator==(const Range&) const = default;
};

/// The error is one line for people: an empty range, a start beyond its end, what is no number.
std::expected<Range, std::string> parse_range(std::string_view text);
/// The shortest form: "80", "5:80", "5:", "~:80", "@5:80".
std::string to_string(const Range& range);

}  // namespace plugins
