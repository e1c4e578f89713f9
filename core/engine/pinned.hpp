// A value that one thread replaces and others read: a reader pins what it takes. std::atomic<std::shared_ptr> is meant
// for this, but the one of libstdc++ 12 lets go of its inner lock without a release after a load, so that on processors
// that reorder more than x86 the next store may overtake that load. ThreadSanitizer sees it.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace ipmi::engine {

template <class T>
class Pinned {
public:
    Pinned() = default;
    explicit Pinned(std::shared_ptr<const T> first) : value_(std::move(first)) {}

    [[nodiscard]] std::shared_ptr<const T> load() const {
        const std::lock_guard lock(mutex_);  // for as long as a pointer is copied
        return value_;
    }
    void store(std::shared_ptr<const T> next) {
        const std::lock_guard lock(mutex_);
        value_.swap(next);
        // `next`, what was there before, ends after the lock.
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const T> value_;
};

}  // namespace ipmi::engine
