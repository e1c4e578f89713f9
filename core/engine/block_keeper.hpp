// Writes down what is known of the hosts, a few at a time, in a thread of its own: so that after a restart it can be
// told at once. Each host once in a period and only if something is new, and all of them at the end.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "engine/recorder.hpp"
#include "engine/snapshot.hpp"

namespace ipmi::engine {

class BlockKeeper {
public:
    /// Both outlive it.
    BlockKeeper(const Snapshot& snapshot, Recorder& recorder) : snapshot_(snapshot), recorder_(recorder) {}
    ~BlockKeeper() { stop(); }
    BlockKeeper(const BlockKeeper&) = delete;
    BlockKeeper& operator=(const BlockKeeper&) = delete;

    void start();
    /// When nothing is published any more: what is new goes to the recorder.
    void stop();

private:
    void work();
    void keep(std::size_t first, std::size_t step);

    const Snapshot& snapshot_;
    Recorder& recorder_;
    std::unordered_map<std::string, std::uint64_t> kept_;  ///< generation of what was written
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace ipmi::engine
