// The way to a running engine: HTTP on its Unix socket, one question at a time, with a deadline.
#pragma once

#include <ipmi/host.hpp>
#include <ipmi/result.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace ipmi::client {

class EngineLink {
public:
    explicit EngineLink(std::string socket);
    ~EngineLink();
    EngineLink(const EngineLink&) = delete;
    EngineLink& operator=(const EngineLink&) = delete;

    /// The body of the answer; the connection is kept for the next question.
    /// Errors: unreachable (nobody listens there, or it may not be asked), timeout, malformed (no HTTP, an answer too
    /// large), local (the engine refuses: no such host, say).
    Result<std::string> get(const std::string& path, std::chrono::milliseconds timeout);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// The sensors of a host as the engine has them; of a host that is silent the engine's reason.
/// Errors: as get(); those of Client::sensors; local also where the engine has not read it yet.
Result<HostReport> sensors_of(EngineLink& engine, std::string_view host, std::chrono::milliseconds timeout);

}  // namespace ipmi::client
