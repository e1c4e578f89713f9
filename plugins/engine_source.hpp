// Answers from a running engine, which has them already: no session of the check's own on the BMC.
#pragma once

#include <string>

#include "client/engine_calls.hpp"
#include "source.hpp"

namespace plugins {

/// Asks the engine on `socket` for the sensors of each host by its name; other parts of a query are not asked for.
class EngineSource final : public Source {
public:
    explicit EngineSource(std::string socket) : link_(std::move(socket)) {}
    void ask(std::span<const ipmi::Target> hosts, const ipmi::HostQuery& query, ipmi::Limits limits,
             const OnHost& on_host) override;

private:
    ipmi::client::EngineLink link_;
};

}  // namespace plugins
