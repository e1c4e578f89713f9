// All hosts of an inventory, polled in one thread of the engine's own.
#pragma once

#include <ipmi/target.hpp>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "engine/host_poller.hpp"

namespace ipmi::engine {

struct EngineSettings {
    std::string cache_directory{};  ///< sensor tables and what is remembered of each BMC
    Pace pace{};
};

/// A host that cannot be asked as the inventory has it: a secret that cannot be read, say.
struct Unusable {
    std::string host{};
    std::vector<std::string> addresses{};
    Error why{};
};

class Engine {
public:
    Engine(EngineSettings settings, std::vector<Target> targets, const std::vector<Unusable>& unusable);
    /// As stop().
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    void start();
    /// Ends all polls, closes all sessions, waits for that.
    void stop();

    [[nodiscard]] const Snapshot& snapshot() const { return snapshot_; }

private:
    EngineSettings settings_;
    boost::asio::io_context loop_{1};
    model::CacheFiles files_;
    host::TableCache tables_;
    session::Network network_;
    host::Environment environment_;
    Snapshot snapshot_;
    std::vector<std::unique_ptr<HostPoller>> pollers_;
    std::size_t running_ = 0;  // of the pollers; touched before the thread starts and by the thread
    std::thread thread_;
};

}  // namespace ipmi::engine
