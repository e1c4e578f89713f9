#include "cli/list_hosts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "cli/engine_way.hpp"
#include "cli/exit_code.hpp"
#include "cli/table.hpp"
#include "cli/targets.hpp"
#include "cli/values.hpp"

namespace ipmi::cli {
namespace {

using client::EngineLink;
using client::HostSummary;

int hosts_by_engine(const Options& options, const Style& style, Output& output, const std::vector<HostSummary>& hosts) {
    const auto now = WallClock::now();
    Table table({{"Host"}, {"Address"}, {"Power"}, {"Reach"}, {"Since"}, {"Why"}});
    for (const auto& host : hosts) {
        if (options.json) {
            schema::Json json;
            json["addresses"] = host.addresses;
            json["reach"] = host.reach;
            json["since"] = schema::time_text(host.since);
            if (host.power) json["power"] = to_string(*host.power);
            json["severity"] = to_string(host.severity);
            if (host.error) json["error"] = schema::form(*host.error);
            if (!output.out(schema::line(schema::host_form(host.host, now, std::move(json))) + '\n')) break;
            continue;
        }
        table.add({Cell(host.host), Cell(fmt::format("{}", fmt::join(host.addresses, " "))),
                   Cell(host.power ? to_string(*host.power) : "?"),
                   Cell(host.reach, host.answers() ? Paint::plain : Paint::unknown),
                   Cell(moment_text(host.since, now), Paint::faint), Cell(host.error ? host.error->context : "")});
    }
    if (!options.json && !output.out(table.render(style))) return exit_none_succeeded;
    return exit_all_succeeded;
}

int hosts_by_inventory(const Options& options, const Style& style, Output& output) {
    const auto inventory = load_inventory(options);
    if (!inventory) return cannot_start(output, inventory.error());
    const auto names = inventory->select(options.set.empty() ? "@*" : options.set);
    if (!names) return cannot_start(output, names.error());
    if (names->empty()) return cannot_start(output, {Errc::local, "the host set is empty", {}});
    std::map<std::string, std::vector<std::string>, std::less<>> groups_of_host;
    for (const auto& [group, members] : inventory->groups())
        for (const auto& host : members) groups_of_host[host].push_back(group);
    Table table({{"Host"}, {"Address"}, {"Groups"}});
    for (const auto& name : *names) {
        const auto& entry = inventory->hosts().find(name)->second;
        const auto& groups = groups_of_host[name];
        if (options.json) {
            schema::Json json;
            json["addresses"] = entry.addresses;
            json["groups"] = groups;
            const auto form = schema::host_form(name, WallClock::now(), std::move(json));
            if (!output.out(schema::line(form) + '\n')) break;
            continue;
        }
        table.add({Cell(name), Cell(fmt::format("{}", fmt::join(entry.addresses, " "))),
                   Cell(fmt::format("{}", fmt::join(groups, " ")), Paint::faint)});
    }
    if (!options.json && !output.out(table.render(style))) return exit_none_succeeded;
    return exit_all_succeeded;
}

}  // namespace

int list_hosts(const Options& options, const Style& style, Output& output) {
    EngineLink engine(engine_socket(options));
    const auto hosts = hosts_of_engine(options, engine, output);
    if (!hosts) return hosts_by_inventory(options, style, output);
    if (!*hosts) return engine_failed(output, hosts->error());
    tell_engine_answered(output, Ages(), "--direct lists the inventory");
    return hosts_by_engine(options, style, output, **hosts);
}

}  // namespace ipmi::cli
