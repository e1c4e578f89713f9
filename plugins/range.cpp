#include "range.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

#include "number.hpp"

namespace plugins {
namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();

std::optional<double> read_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace

std::expected<Range, std::string> parse_range(std::string_view text) {
    const auto whole = text;
    const auto wrong = [whole](std::string_view why) {
        return std::unexpected(fmt::format("range '{}': {}", whole.substr(0, 80), why));
    };
    Range range;
    if (text.starts_with('@')) {
        range.alerts_inside = true;
        text.remove_prefix(1);
    }
    if (text.empty() || text == ":") return wrong("it is empty; write [@][start:][end], as 80, 5:80 or ~:80");
    const auto colon = text.find(':');
    if (colon != std::string_view::npos) {
        const auto start = text.substr(0, colon);
        text.remove_prefix(colon + 1);
        if (start == "~")
            range.start = -unbounded;
        else if (const auto value = read_number(start))
            range.start = *value;
        else if (!start.empty())
            return wrong("its start is no number");
    }
    if (!text.empty()) {
        const auto value = read_number(text);
        if (!value) return wrong("its end is no number");
        range.end = *value;
    } else if (colon == std::string_view::npos) {
        return wrong("it has no number");
    }
    if (range.start > range.end) return wrong("its start is beyond its end");
    return range;
}

std::string to_string(const Range& range) {
    std::string text = range.alerts_inside ? "@" : "";
    if (range.start == -unbounded)
        text += "~:";
    else if (range.start != 0 || range.end == unbounded)
        text += number(range.start) + ":";
    if (range.end != unbounded) text += number(range.end);
    return text;
}

}  // namespace plugins
