// Answers that are on their way for a while.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/clock.hpp"
#include "outbox.hpp"

namespace ipmi::sim {

class LatencyQueue {
public:
    void add(Time due, const Path& path, ByteView datagram);
    /// Moves what is due into `outbox`, in the order of its time.
    void release(Time now, Outbox& outbox);
    [[nodiscard]] std::optional<Time> next_due() const;
    [[nodiscard]] std::size_t size() const { return heap_.size(); }

private:
    struct Waiting {
        Time due;
        std::uint64_t order;  ///< of equal times the earlier one first
        Path path;
        Bytes datagram;
    };
    static bool later(const Waiting& a, const Waiting& b) { return a.due != b.due ? a.due > b.due : a.order > b.order; }
    std::vector<Waiting> heap_;
    std::uint64_t added_ = 0;
};

}  // namespace ipmi::sim
