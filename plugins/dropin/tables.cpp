#include "dropin/tables.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plugins::dropin {
namespace {

using Line = std::vector<std::string>;

/// A bar parts columns, as in the original; within one it would be taken for another.
std::string cell(std::string text) {
    std::replace(text.begin(), text.end(), '|', '/');
    return text;
}

/// Columns as wide as their widest text, as FreeIPMI prints them; the last one is not filled up.
std::string aligned(const std::vector<Line>& lines) {
    std::vector<std::size_t> widths(lines.front().size());
    for (const auto& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
    std::string text;
    for (const auto& line : lines) {
        for (std::size_t i = 0; i + 1 < line.size(); ++i) text += fmt::format("{:<{}} | ", cell(line[i]), widths[i]);
        text += cell(line.back()) + "\n";
    }
    return text;
}

}  // namespace

std::string sensor_table(const std::vector<SensorRow>& rows) {
    std::vector<Line> lines{{"ID", "Name", "Type", "State", "Reading", "Units", "Lower NR", "Lower C", "Lower NC",
                             "Upper NC", "Upper C", "Upper NR", "Event"}};
    for (const auto& row : rows)
        lines.push_back({row.id, row.name, row.type, row.state, row.reading, row.units, row.lower_nr, row.lower_c,
                         row.lower_nc, row.upper_nc, row.upper_c, row.upper_nr, row.event});
    return "------------- sensors (-vvv is set): ------------\n" + aligned(lines);
}

std::string sel_table(const std::vector<SelRow>& rows) {
    std::vector<Line> lines{{"ID", "Time", "Name", "Type", "State", "Event"}};
    for (const auto& row : rows) lines.push_back({row.id, row.time, row.name, row.type, row.state, row.event});
    return "------------- sel (-vvv is set): ------------\n" + aligned(lines);
}

}  // namespace plugins::dropin
