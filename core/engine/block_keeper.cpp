#include "engine/block_keeper.hpp"

#include "engine/block_form.hpp"

namespace ipmi::engine {
namespace {

/// A killed engine has lost so much of the values, and nothing of the events. Ten thousand hosts are 40 MB a round.
constexpr auto round_of_all = std::chrono::minutes(5);
constexpr std::size_t steps = 60;
/// What was read first after a start is worth keeping soon.
constexpr auto first_rounds = std::chrono::seconds(10);

}  // namespace

void BlockKeeper::start() {
    thread_ = std::thread([this] { work(); });
}

void BlockKeeper::stop() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    thread_.join();
    keep(0, 1);
}

void BlockKeeper::work() {
    std::unique_lock lock(mutex_);
    for (std::size_t i = 0;; ++i) {
        const auto pause = i < steps ? std::chrono::milliseconds(first_rounds) / steps
                                     : std::chrono::milliseconds(round_of_all) / steps;
        if (wake_.wait_for(lock, pause, [this] { return ending_; })) return;
        lock.unlock();
        keep(i % steps, steps);
        lock.lock();
    }
}

void BlockKeeper::keep(std::size_t first, std::size_t step) {
    const auto view = snapshot_.view();
    for (auto i = first; i < view->size(); i += step) {
        const auto block = view->at(i);
        // What was only brought back by this engine is written already.
        if (!block->asked || block->stale || block->reach == Reach::not_asked) continue;
        auto& kept = kept_[block->name];
        if (kept == block->generation) continue;
        kept = block->generation;
        recorder_.keep({block->name, encode(*block)});
    }
}

}  // namespace ipmi::engine
