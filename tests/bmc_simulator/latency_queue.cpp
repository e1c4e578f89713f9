#include "latency_queue.hpp"

#include <algorithm>

namespace ipmi::sim {

void LatencyQueue::add(Time due, const Path& path, ByteView datagram) {
    heap_.push_back({due, added_++, path, Bytes(datagram.begin(), datagram.end())});
    std::ranges::push_heap(heap_, later);
}

void LatencyQueue::release(Time now, Outbox& outbox) {
    while (!heap_.empty() && heap_.front().due <= now) {
        std::ranges::pop_heap(heap_, later);
        const auto& waiting = heap_.back();
        const auto offset = outbox.bytes.size();
        outbox.bytes.insert(outbox.bytes.end(), waiting.datagram.begin(), waiting.datagram.end());
        outbox.add(waiting.path, offset);
        heap_.pop_back();
    }
}

std::optional<Time> LatencyQueue::next_due() const {
    if (heap_.empty()) return std::nullopt;
    return heap_.front().due;
}

}  // namespace ipmi::sim
