#include "cli/show_incidents.hpp"

#include <fmt/format.h>

#include "cli/table.hpp"
#include "cli/values.hpp"

namespace ipmi::cli {
namespace {

std::string cleared_text(const Incident& incident, WallTime now) {
    if (!incident.cleared) return {};
    auto text = fmt::format("\ncleared {}", moment_text(*incident.cleared, now));
    if (!incident.cleared_by.empty()) text += fmt::format(" by {}", incident.cleared_by);
    return text;
}

}  // namespace

std::string acknowledgement_text(const Incident& incident, WallTime now) {
    if (!incident.acknowledged) return {};
    const auto& by = *incident.acknowledged;
    auto text = fmt::format("\nacknowledged by {} {}", by.who, moment_text(by.when, now));
    if (by.until) text += fmt::format(", until {}", moment_text(*by.until, now));
    if (!by.note.empty()) text += fmt::format(": {}", by.note);
    return text;
}

std::string show_incidents(const std::vector<Incident>& incidents, const Style& style, WallTime now) {
    Table table({{"Id", Table::Align::right}, {"State"}, {"Since"}, {"Host"}, {"What"}});
    for (const auto& incident : incidents) {
        const auto paint = incident.cleared ? Paint::faint : paint_of(incident.severity);
        table.add({Cell(fmt::format("#{}", incident.id)), Cell(to_string(incident.severity), paint),
                   Cell(moment_text(incident.raised, now), Paint::faint), Cell(incident.host),
                   Cell(incident.text + acknowledgement_text(incident, now) + cleared_text(incident, now),
                        incident.cleared ? Paint::faint : Paint::plain)});
    }
    return table.render(style);
}

std::string show_event(const Event& event, const Style& style, std::size_t host_width) {
    constexpr std::size_t state_width = 8;  // "critical"
    const auto padded = [](std::string text, std::size_t width) {
        text.append(width - std::min(width, width_of(text)), ' ');
        return text;
    };
    const auto incident = event.incident == 0 ? std::string() : fmt::format(" (#{})", event.incident);
    Table line({{""}, {""}, {""}, {""}});
    line.add({Cell(local_time_text(event.time), Paint::faint),
              Cell(padded(to_string(event.severity), state_width), paint_of(event.severity)),
              Cell(padded(event.host.empty() ? "engine" : event.host, host_width)), Cell(event.text + incident)});
    return line.render(style);
}

}  // namespace ipmi::cli
