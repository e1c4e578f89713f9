// Where answers come from: the BMCs themselves, in one session each, or (engine_source.hpp) a running engine, which
// has them already.
#pragma once

#include <ipmi/client.hpp>

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "targets.hpp"

namespace plugins {

using OnHost = std::function<void(std::size_t index, ipmi::Result<ipmi::HostReport> report)>;

class Source {
public:
    virtual ~Source() = default;
    /// Whom the options mean. Errors: as find_targets, or why the source cannot tell.
    virtual ipmi::Result<Targets> find(const Options& options) = 0;
    /// Returns when each host has its answer or its time is over.
    virtual void ask(std::span<const ipmi::Target> hosts, const ipmi::HostQuery& query, ipmi::Limits limits,
                     const OnHost& on_host) = 0;
    /// What a reader of the answers should know of where they come from.
    [[nodiscard]] virtual std::vector<std::string> notes() const { return {}; }
};

/// Asks the BMCs.
class DirectSource final : public Source {
public:
    explicit DirectSource(const ipmi::ClientOptions& options) : client_(options) {}
    ipmi::Result<Targets> find(const Options& options) override { return find_targets(options); }
    void ask(std::span<const ipmi::Target> hosts, const ipmi::HostQuery& query, ipmi::Limits limits,
             const OnHost& on_host) override {
        client_.survey(hosts, query, limits, on_host);
    }

private:
    ipmi::Client client_;
};

}  // namespace plugins
