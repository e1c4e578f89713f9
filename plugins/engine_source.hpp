// Answers from a running engine, which has them already: no session of the check's own on the BMC.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "client/engine_calls.hpp"
#include "source.hpp"

namespace plugins {

/// Asks the engine on `socket` for hosts by the names of its inventory; a question takes no longer than `patience`.
class EngineSource final : public Source {
public:
    EngineSource(std::string socket, std::chrono::milliseconds patience)
        : link_(std::move(socket)), patience_(patience) {}
    ipmi::Result<Targets> find(const Options& options) override;
    void ask(std::span<const ipmi::Target> hosts, const ipmi::HostQuery& query, ipmi::Limits limits,
             const OnHost& on_host) override;

    using Answers = std::vector<ipmi::Result<ipmi::HostReport>>;
    /// One for each host. Errors: those of the engine itself (client::reports_of).
    ipmi::Result<Answers> answers(std::span<const ipmi::Target> hosts, const ipmi::HostQuery& query,
                                  ipmi::Limits limits);

private:
    ipmi::client::EngineLink link_;
    std::chrono::milliseconds patience_;
};

}  // namespace plugins
