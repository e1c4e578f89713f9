#include "cli/progress.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <chrono>

namespace ipmi::cli {
namespace {

constexpr auto first_drawn_after = std::chrono::seconds(1);
constexpr auto redrawn_after = std::chrono::milliseconds(250);
constexpr const char* wipe_line = "\r\x1b[K";

}  // namespace

Progress::Progress(Output& output, std::size_t hosts, bool wanted) : output_(output), hosts_(hosts) {
    if (!wanted) return;
    // Signals belong to the network loop's thread: a new thread inherits the mask.
    sigset_t all;
    sigset_t before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    thread_ = std::thread([this] { draw_until_ended(); });
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Progress::~Progress() {
    end();
}

void Progress::set(std::size_t answered, std::size_t failed) {
    answered_ = answered;
    failed_ = failed;
}

void Progress::draw_until_ended() {
    std::unique_lock lock(mutex_);
    auto pause = std::chrono::milliseconds(first_drawn_after);
    bool drawn = false;
    while (!changed_.wait_for(lock, pause, [this] { return ended_; })) {
        const auto failed = failed_.load();
        output_.error(fmt::format("{}{} of {} hosts{}", wipe_line, answered_.load(), hosts_,
                                  failed > 0 ? fmt::format(", {} failed", failed) : ""));
        drawn = true;
        pause = redrawn_after;
    }
    if (drawn) output_.error(wipe_line);
}

void Progress::end() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

}  // namespace ipmi::cli
