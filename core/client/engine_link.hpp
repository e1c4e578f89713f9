// The way to a running engine: HTTP on its Unix socket, one question at a time, with a deadline. What can be asked
// stands in engine_calls.hpp.
#pragma once

#include <ipmi/result.hpp>

#include <chrono>
#include <functional>
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
    Result<std::string> get(const std::string& page, std::chrono::milliseconds timeout);
    /// With a body in JSON. Said once: what it does must not be done twice. Errors: as get().
    Result<std::string> post(const std::string& page, std::string body, std::chrono::milliseconds timeout);
    /// The same where the answer comes line by line: each is told as it comes. Errors: as get(); lines may have come
    /// before.
    using OnLine = std::function<void(std::string_view line)>;
    Result<void> post(const std::string& page, std::string body, std::chrono::milliseconds timeout,
                      const OnLine& on_line);

    [[nodiscard]] const std::string& socket() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ipmi::client
