#include "metric.hpp"

#include <fmt/format.h>

#include "number.hpp"

namespace plugins {
namespace {

std::string limit(const std::optional<Range>& range, const Metric& metric, ThresholdStyle style) {
    if (!range || style == ThresholdStyle::none) return {};
    const bool has_end = range->end != std::numeric_limits<double>::infinity();
    if (style == ThresholdStyle::upper) return has_end && !range->alerts_inside ? number(range->end) : "";
    // "~:80" is "80" for what cannot be negative, and more programs read that.
    const bool no_start = range->start == -std::numeric_limits<double>::infinity();
    if (no_start && has_end && !range->alerts_inside && metric.minimum && *metric.minimum >= 0 && metric.value >= 0)
        return number(range->end);
    return to_string(*range);
}

}  // namespace

// '=' and quotes cannot stand in a label (guidelines, "Performance data"), a bar ends the text before it.
std::string safe_label(std::string label) {
    for (auto& character : label)
        if (character == '=' || character == '\'' || character == '|' || character == '\n') character = '_';
    return label;
}

std::string to_text(const Metric& metric, ThresholdStyle style) {
    auto text =
        fmt::format("'{}'={}{};{};{};{};{}", safe_label(metric.label), number(metric.value), metric.unit,
                    limit(metric.warning, metric, style), limit(metric.critical, metric, style),
                    metric.minimum ? number(*metric.minimum) : "", metric.maximum ? number(*metric.maximum) : "");
    while (text.ends_with(';')) text.pop_back();
    return text;
}

}  // namespace plugins
