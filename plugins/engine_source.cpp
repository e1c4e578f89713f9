#include "engine_source.hpp"

#include <algorithm>

#include "client/engine_calls.hpp"
#include "client/engine_reports.hpp"

namespace plugins {

ipmi::Result<Targets> EngineSource::find(const Options& options) {
    std::vector<std::string> names;
    if (options.mode == Mode::group) {
        const auto found = ipmi::client::hosts_of(link_, options.host_set, patience_);
        if (!found) return std::unexpected(found.error());
        for (const auto& host : *found) names.push_back(host.host);
        if (names.empty()) return std::unexpected(empty_set(options.host_set));
    } else {
        names = {options.hosts.front()};
    }
    Targets found;  // it knows address and credentials
    for (auto& name : names) found.targets.emplace_back().name = std::move(name);
    return found;
}

ipmi::Result<EngineSource::Answers> EngineSource::answers(std::span<const ipmi::Target> hosts,
                                                          const ipmi::HostQuery& query, ipmi::Limits limits) {
    std::vector<std::string> names;
    for (const auto& host : hosts) names.push_back(host.name);
    return ipmi::client::reports_of(link_, names, query, std::min(limits.timeout, patience_));
}

void EngineSource::ask(std::span<const ipmi::Target> hosts, const ipmi::HostQuery& query, ipmi::Limits limits,
                       const OnHost& on_host) {
    auto told = answers(hosts, query, limits);
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        if (told)
            on_host(i, std::move((*told)[i]));
        else  // what could be done about a BMC does not help here
            on_host(i, std::unexpected(ipmi::Error{ipmi::Errc::local, told.error().context, {}}));
    }
}

}  // namespace plugins
