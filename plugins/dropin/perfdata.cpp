#include "dropin/perfdata.hpp"

#include <fmt/format.h>

namespace plugins::dropin {
namespace {

bool given(const std::string& limit) {
    return limit != not_available;
}

}  // namespace

std::string range(const std::string& low, const std::string& high) {
    if (!given(low) && !given(high)) return {};
    return fmt::format("{}:{}", given(low) ? low : "~", given(high) ? high : "");
}

std::string metric_label(const std::string& name, bool zenoss) {
    std::string text;
    for (const char character : name) {
        // What would end the label or the metric; the original lets it through.
        if (character == '\'' || character == '=' || character == '|' || (zenoss && character == ' '))
            text += '_';
        else
            text += character;
    }
    return zenoss ? text : fmt::format("'{}'", text);
}

std::string metric(const SensorRow& row, const Options& options) {
    auto text = fmt::format("{}={}", metric_label(row.name, options.zenoss), row.reading);
    if (!options.thresholds) return text;
    const auto warning = range(row.lower_nc, row.upper_nc);
    const auto critical = range(row.lower_c, row.upper_c);
    if (warning.empty() && critical.empty()) return text;
    return fmt::format("{};{};{}", text, warning, critical);
}

}  // namespace plugins::dropin
