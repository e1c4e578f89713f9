// One or many orders that were given together: whether they have begun, and what has become of them so far, for whoever
// waits. The loop puts results in, any other thread takes them out.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <vector>

#include "engine/order.hpp"

namespace ipmi::engine {

class OrderRun {
public:
    explicit OrderRun(std::size_t hosts) : left_(hosts) {}

    void put(OrderResult result) {
        const std::lock_guard lock(mutex_);
        results_.push_back(std::move(result));
        --left_;
    }
    /// Those that have come since the last call; `all`: no other will.
    struct Taken {
        std::vector<OrderResult> results{};
        bool all = false;
    };
    Taken take() {
        const std::lock_guard lock(mutex_);
        Taken taken;
        taken.results.swap(results_);
        taken.all = left_ == 0;
        return taken;
    }

    enum class Start : std::uint8_t {
        waiting,  ///< for the disk to have what was asked for
        begun,
        refused  ///< the disk did not take it: nothing was done, and there are no results
    };
    [[nodiscard]] Start start() const { return start_; }
    void start(Start now) { start_ = now; }

    /// From any thread: whoever asked has gone. What has not begun is not begun, what was begun is not waited for.
    void give_up() {
        given_up_ = true;
        if (on_give_up) on_give_up();
    }
    [[nodiscard]] bool given_up() const { return given_up_; }
    /// The desk's; set before anybody else has the run.
    std::function<void()> on_give_up{};

private:
    std::mutex mutex_;
    std::vector<OrderResult> results_;
    std::size_t left_;
    std::atomic<Start> start_{Start::waiting};
    std::atomic<bool> given_up_{false};
};

}  // namespace ipmi::engine
