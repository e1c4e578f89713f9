#include "check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace plugins {
namespace {

/// Nagios takes everything behind the first '|' of a line as metrics, Icinga does so in long output too.
std::string without_pipes(std::string text) {
    std::replace(text.begin(), text.end(), '|', '/');
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

/// Labels are quoted; '=' and quotes cannot stand in one (guidelines, "Performance data").
std::string label(std::string text) {
    for (auto& character : text)
        if (character == '=' || character == '\'' || character == '|' || character == '\n') character = '_';
    return text;
}

std::string metric_text(const Metric& metric) {
    auto text = fmt::format("'{}'={}{};{};{};{};{}", label(metric.label), number(metric.value), metric.unit,
                            metric.warning, metric.critical, metric.minimum ? number(*metric.minimum) : "",
                            metric.maximum ? number(*metric.maximum) : "");
    while (text.ends_with(';')) text.pop_back();
    return text;
}

}  // namespace

int exit_code(Severity state) {
    switch (state) {
        case Severity::ok: return 0;
        case Severity::warning: return 1;
        case Severity::critical: return 2;
        case Severity::unknown: return 3;
    }
    return 3;
}

const char* state_name(Severity state) {
    switch (state) {
        case Severity::ok: return "OK";
        case Severity::warning: return "WARNING";
        case Severity::critical: return "CRITICAL";
        case Severity::unknown: return "UNKNOWN";
    }
    return "UNKNOWN";
}

std::string number(double value) {
    if (value == 0) return "0";  // also -0
    return fmt::format("{:.6g}", value).find('e') == std::string::npos ? fmt::format("{:.6g}", value)
                                                                       : fmt::format("{:.0f}", value);
}

std::string render(const Check& check, int verbosity) {
    std::string out = fmt::format("{}: {}", state_name(check.state), without_pipes(check.summary));
    std::string metrics;
    std::set<std::string> seen;
    const auto add = [&metrics, &seen](const Metric& metric) {
        if (!seen.insert(metric.label).second) return;  // a label stands once, or graphs mix two sensors
        metrics += metrics.empty() ? "" : " ";
        metrics += metric_text(metric);
    };
    for (const auto& metric : check.metrics) add(metric);
    for (const auto& child : check.children)
        for (const auto& metric : child.metrics) add(metric);
    if (!metrics.empty()) out += " | " + metrics;
    out += '\n';
    for (const auto& child : check.children)
        if (verbosity > 0 || child.state != Severity::ok)
            out += fmt::format("[{}] {}\n", state_name(child.state), without_pipes(child.text));
    for (const auto& note : check.notes) out += without_pipes(note) + '\n';
    return out;
}

}  // namespace plugins
