// An engine of one's own: for a door that has an inventory and no running bmcscoped (--embedded). A child process on a
// private socket; it ends with whoever started it, even by kill -9.
#pragma once

#include <ipmi/result.hpp>

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace ipmi::client {

class EmbeddedEngine {
public:
    struct Settings {
        std::string inventory{};             ///< empty: the default one
        std::string state{};                 ///< a directory of the door's own; made where it is missing
        std::vector<std::string> options{};  ///< more words for bmcscoped: "--sensors-every", "30"
        std::string program{};               ///< empty: bmcscoped beside this program, in ../sbin, or in $PATH
    };

    /// Returns once it may be asked. Errors: local (no such program, no directory, or what bmcscoped said when it
    /// refused), timeout (it was not ready in time).
    static Result<std::unique_ptr<EmbeddedEngine>> start(const Settings& settings, std::chrono::milliseconds patience);
    /// Asks it to end, and waits until its sessions are closed.
    ~EmbeddedEngine();
    EmbeddedEngine(const EmbeddedEngine&) = delete;
    EmbeddedEngine& operator=(const EmbeddedEngine&) = delete;

    /// For EngineLink and EventStream.
    [[nodiscard]] const std::string& socket() const { return socket_; }

private:
    EmbeddedEngine() = default;
    Result<void> launch(const Settings& settings);
    Result<void> await(std::chrono::milliseconds patience);

    std::string folder_{};  ///< of the socket, closed to others
    std::string socket_{};
    int lifeline_ = -1;  ///< its standard input: at the end of that it ends
    int words_ = -1;     ///< what it says
    pid_t child_ = -1;
    std::thread reader_{};  ///< of `words_`, once it is ready
};

}  // namespace ipmi::client
