#include "duration.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

namespace plugins {
namespace {

using std::chrono::milliseconds;

constexpr double longest_s = 100.0 * 365 * 86400;

std::optional<double> seconds_of(std::string_view unit) {
    if (unit == "ms") return 0.001;
    if (unit.empty() || unit == "s") return 1.0;
    if (unit == "m" || unit == "min") return 60.0;
    if (unit == "h") return 3600.0;
    if (unit == "d") return 86400.0;
    return std::nullopt;
}

}  // namespace

std::expected<milliseconds, std::string> parse_duration(std::string_view text) {
    const auto wrong = [text] {
        return std::unexpected(
            fmt::format("'{}' is no length of time; write 10, 90s, 5m, 1h30m or 7d", text.substr(0, 40)));
    };
    if (text.empty()) return wrong();
    double total = 0;
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    while (at != end) {
        double value = 0;
        const auto [rest, error] = std::from_chars(at, end, value, std::chars_format::fixed);
        if (error != std::errc() || !(value >= 0)) return wrong();
        const char* unit_end = rest;
        while (unit_end != end && *unit_end >= 'a' && *unit_end <= 'z') ++unit_end;
        const auto unit = seconds_of(std::string_view(rest, static_cast<std::size_t>(unit_end - rest)));
        if (!unit || (unit_end == rest && (at != text.data() || unit_end != end))) return wrong();
        total += value * *unit;
        at = unit_end;
    }
    if (!(total <= longest_s)) return wrong();
    return milliseconds(static_cast<std::int64_t>(std::llround(total * 1000)));
}

std::string in_words(std::chrono::seconds duration) {
    const auto count = duration.count();
    if (count >= 2 * 86400) return fmt::format("{} d", count / 86400);
    if (count >= 2 * 3600) return fmt::format("{} h", count / 3600);
    if (count >= 2 * 60) return fmt::format("{} min", count / 60);
    return fmt::format("{} s", count);
}

}  // namespace plugins
