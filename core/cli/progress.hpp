// "37 of 100 hosts, 2 failed" on a terminal's last line, from the second second on. A thread of its own draws, for the
// network loop may hear nothing for a while.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "cli/output.hpp"

namespace ipmi::cli {

class Progress {
public:
    /// Draws nothing when `wanted` is false.
    Progress(Output& output, std::size_t hosts, bool wanted);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void set(std::size_t answered, std::size_t failed);
    /// Wipes the line; nothing is drawn afterwards.
    void end();

private:
    void draw_until_ended();

    Output& output_;
    std::size_t hosts_;
    std::atomic<std::size_t> answered_ = 0;
    std::atomic<std::size_t> failed_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool ended_ = false;
    std::thread thread_;
};

}  // namespace ipmi::cli
