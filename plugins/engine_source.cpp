#include "engine_source.hpp"

namespace plugins {

void EngineSource::ask(std::span<const ipmi::Target> hosts, const ipmi::HostQuery&, ipmi::Limits limits,
                       const OnHost& on_host) {
    for (std::size_t i = 0; i < hosts.size(); ++i)
        on_host(i, ipmi::client::sensors_of(link_, hosts[i].name, limits.timeout));
}

}  // namespace plugins
