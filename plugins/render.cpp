#include "render.hpp"

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

/// Metrics in the order of the tree; a label stands once, or graphs would mix two sensors.
void collect(const Check& check, std::set<std::string>& seen, std::vector<const Metric*>& metrics) {
    for (const auto& metric : check.metrics)
        if (seen.insert(safe_label(metric.label)).second) metrics.push_back(&metric);
    for (const auto& child : check.children) collect(child, seen, metrics);
}

/// Not in the middle of a character.
void cut(std::string& text, std::size_t size) {
    const auto goes_on = [&text](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80; };
    if (size >= text.size()) return;
    while (size > 0 && goes_on(size)) --size;
    text.resize(size);
}

void lines_below(const Check& check, const RenderStyle& style, unsigned depth, std::vector<std::string>& lines) {
    const std::string indent(2 * static_cast<std::size_t>(depth), ' ');
    for (const auto& child : check.children) {
        const auto state = worst(child, style.order);
        if (style.verbosity == 0 && state == Severity::ok) continue;
        lines.push_back(fmt::format("{}[{}] {}", indent, state_name(state), without_pipes(child.text)));
        lines_below(child, style, depth + 1, lines);
    }
    for (const auto& note : check.notes) lines.push_back(indent + without_pipes(note));
    if (style.verbosity >= 2)
        for (const auto& line : check.diagnostics) lines.push_back(indent + without_pipes(line));
}

}  // namespace

std::string render_text(const Check& check, const RenderStyle& style) {
    const auto limit = style.largest_bytes == 0 ? std::string::npos : style.largest_bytes;
    auto head = fmt::format("{}: {}", state_name(worst(check, style.order)), without_pipes(check.text));
    if (head.size() + 1 > limit) cut(head, limit - std::min<std::size_t>(limit, 1));
    std::vector<const Metric*> metrics;
    std::set<std::string> seen;
    collect(check, seen, metrics);
    auto size = head.size() + 1;
    std::string data;
    for (const auto* metric : metrics) {
        const auto text = (data.empty() ? " | " : " ") + to_text(*metric, style.thresholds);
        if (size + data.size() + text.size() > limit) break;
        data += text;
    }
    std::vector<std::string> lines;
    lines_below(check, style, 0, lines);
    std::string out = head + data + '\n';
    for (const auto& line : lines) {
        if (out.size() + line.size() + 1 > limit) break;
        out += line + '\n';
    }
    return out;
}

std::string first_line(const std::vector<std::string>& parts, const std::string& tail, Severity state) {
    const auto room = first_line_bytes - std::string(state_name(state)).size() - 2;
    std::string text;
    for (const auto& part : parts) {
        const auto more = (text.empty() ? "" : "; ") + part;
        if (!text.empty() && text.size() + more.size() + tail.size() > room) break;
        text += more;
    }
    return text + tail;
}

}  // namespace plugins
