// Answers from the engine, and where it does not answer from the BMCs themselves, with the time that is left. An engine
// that answers is believed, whatever it says.
#pragma once

#include <ipmi/client.hpp>

#include <optional>

#include "engine_source.hpp"

namespace plugins {

class FallbackSource final : public Source {
public:
    /// `options` outlive the source.
    FallbackSource(const Options& options, ipmi::ClientOptions wanted);
    ipmi::Result<Targets> find(const Options& options) override;
    void ask(std::span<const ipmi::Target> hosts, const ipmi::HostQuery& query, ipmi::Limits limits,
             const OnHost& on_host) override;
    [[nodiscard]] std::vector<std::string> notes() const override;

private:
    /// As the inventory has them, with addresses and credentials.
    ipmi::Result<Targets> go_direct(const ipmi::Error& why);
    void ask_directly(std::span<const ipmi::Target> hosts, const ipmi::HostQuery& query, ipmi::Limits limits,
                      const OnHost& on_host);

    const Options& options_;
    ipmi::ClientOptions wanted_;
    EngineSource engine_;
    std::optional<ipmi::Error> engine_failure_{};
};

}  // namespace plugins
