#include "cli/show_status.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "cli/show_incidents.hpp"
#include "cli/table.hpp"
#include "cli/values.hpp"
#include "inventory/fold.hpp"

namespace ipmi::cli {
namespace {

using inventory::HostSet;

constexpr std::array worst_first{Severity::critical, Severity::unknown, Severity::warning, Severity::ok};

int rank(Severity severity) {
    return static_cast<int>(std::find(worst_first.begin(), worst_first.end(), severity) - worst_first.begin());
}

std::string power_text(const HostStatus& host) {
    return host.power ? to_string(*host.power) : "?";
}

std::string lamp_text(const Lamp& lamp) {
    return fmt::format("{}{}", to_string(lamp.colour), lamp.blinking ? ", blinking" : "");
}

Paint lamp_paint(const Lamp& lamp) {
    switch (lamp.colour) {
        case Lamp::Colour::off: return Paint::faint;
        case Lamp::Colour::green: return Paint::good;
        case Lamp::Colour::amber: return Paint::warning;
        case Lamp::Colour::red: return Paint::critical;
    }
    return Paint::plain;
}

std::string joined(const std::vector<std::string>& parts) {
    return fmt::format("{}", fmt::join(parts, ", "));
}

/// critical  12 hosts: 1 critical, 1 unknown, 10 ok
///           power: 11 on, 1 unknown; 2 open incidents, 1 acknowledged
std::string headline(const std::vector<HostStatus>& hosts, const Style& style) {
    auto worst = Severity::ok;
    std::map<Severity, std::size_t> judged;
    std::map<std::string, std::size_t> powered;
    std::size_t open = 0;
    std::size_t acknowledged = 0;
    for (const auto& host : hosts) {
        worst = worse(worst, host.severity);
        ++judged[host.severity];
        ++powered[host.power ? to_string(*host.power) : "unknown"];
        for (const auto& trouble : host.troubles) {
            if (!trouble.incident) continue;
            ++open;
            acknowledged += trouble.incident->acknowledged ? 1 : 0;
        }
    }
    std::vector<std::string> states;
    for (const auto severity : worst_first)
        if (judged[severity] > 0) states.push_back(fmt::format("{} {}", judged[severity], to_string(severity)));
    std::vector<std::string> powers;
    for (const auto* power : {"on", "off", "unknown"})
        if (powered[power] > 0) powers.push_back(fmt::format("{} {}", powered[power], power));
    const std::string word = to_string(worst);
    auto text = fmt::format(
        "{}  {} host{}: {}\n{}  power: {}", style.paint(word, worst == Severity::ok ? Paint::good : paint_of(worst)),
        hosts.size(), hosts.size() == 1 ? "" : "s", joined(states), std::string(word.size(), ' '), joined(powers));
    if (open > 0) text += fmt::format("; {} open incident{}", open, open == 1 ? "" : "s");
    if (acknowledged > 0) text += fmt::format(", {} acknowledged", acknowledged);
    return text + '\n';
}

/// What hosts share that stand on one line, in the order in which lines stand.
struct Standing {
    int severity = 0;
    Lamp lamp{};
    std::string power{};
    auto key() const { return std::tuple(severity, lamp.colour, lamp.blinking, power); }
    bool operator<(const Standing& other) const { return key() < other.key(); }
};

std::string standings(const std::vector<HostStatus>& hosts, const Style& style) {
    std::map<Standing, HostSet> alike;
    for (const auto& host : hosts) alike[{rank(host.severity), host.lamp, power_text(host)}].insert(host.host);
    Table table({{"Lamp"}, {"State"}, {"Power"}, {"Hosts"}});
    for (const auto& [standing, names] : alike) {
        const auto severity = worst_first.at(static_cast<std::size_t>(standing.severity));
        table.add({Cell(lamp_text(standing.lamp), lamp_paint(standing.lamp)),
                   Cell(to_string(severity), paint_of(severity)), Cell(standing.power), Cell(inventory::fold(names))});
    }
    return table.render(style);
}

/// A line of what is wrong; hosts with the same trouble, as those behind a dead switch, share one.
struct Line {
    HostSet hosts{};
    Trouble trouble{};
};

std::vector<Line> lines_of(const std::vector<HostStatus>& hosts) {
    std::vector<Line> lines;
    std::map<std::pair<Severity, std::string>, std::size_t> shared;
    for (const auto& host : hosts)
        for (const auto& trouble : host.troubles) {
            if (!trouble.incident) {
                const auto [at, fresh] = shared.try_emplace({trouble.severity, trouble.text}, lines.size());
                if (!fresh) {
                    auto& line = lines[at->second];
                    line.hosts.insert(host.host);
                    if (trouble.since && line.trouble.since)
                        line.trouble.since = std::min(*line.trouble.since, *trouble.since);
                    continue;
                }
            }
            lines.push_back({{host.host}, trouble});
        }
    const auto before = [](const Line& a, const Line& b) {
        const auto ranks = std::pair(rank(a.trouble.severity), rank(b.trouble.severity));
        if (ranks.first != ranks.second) return ranks.first < ranks.second;
        return inventory::NaturalLess()(*a.hosts.begin(), *b.hosts.begin());
    };
    std::stable_sort(lines.begin(), lines.end(), before);
    return lines;
}

std::string troubles(const std::vector<HostStatus>& hosts, const Style& style, WallTime now) {
    Table table({{"Id", Table::Align::right}, {"State"}, {"Since"}, {"Host"}, {"What"}});
    for (const auto& line : lines_of(hosts)) {
        const auto& trouble = line.trouble;
        const auto since = trouble.since ? moment_text(*trouble.since, now) : std::string();
        auto what = trouble.text;
        if (trouble.incident) what += acknowledgement_text(*trouble.incident, now);
        table.add({Cell(trouble.incident ? fmt::format("#{}", trouble.incident->id) : std::string()),
                   Cell(to_string(trouble.severity), paint_of(trouble.severity)), Cell(since, Paint::faint),
                   Cell(inventory::fold(line.hosts)), Cell(what)});
    }
    return table.empty() ? std::string() : '\n' + table.render(style);
}

}  // namespace

std::string show_status(const std::vector<HostStatus>& hosts, const Style& style, WallTime now) {
    return headline(hosts, style) + '\n' + standings(hosts, style) + troubles(hosts, style, now);
}

}  // namespace ipmi::cli
