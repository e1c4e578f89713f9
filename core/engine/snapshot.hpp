// All hosts as they are known now: a vector of immutable blocks. One host swaps alone, a reader pins what it reads, and
// nobody waits for anybody. One thread publishes, any number read.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/host_block.hpp"

namespace ipmi::engine {

class Snapshot {
public:
    /// Blocks of hosts that were not asked yet, in the order of `hosts`.
    explicit Snapshot(const std::vector<HostBlock>& hosts);

    [[nodiscard]] std::size_t size() const { return slots_.size(); }
    [[nodiscard]] std::shared_ptr<const HostBlock> at(std::size_t index) const { return slots_.at(index)->load(); }
    /// Empty: no such host.
    [[nodiscard]] std::shared_ptr<const HostBlock> find(std::string_view name) const;

    /// Counts every publication; a block is new since G when its generation is greater than G.
    [[nodiscard]] std::uint64_t generation() const { return generation_.load(); }
    void publish(std::size_t index, HostBlock block);

private:
    using Slot = std::atomic<std::shared_ptr<const HostBlock>>;
    std::vector<std::unique_ptr<Slot>> slots_;
    std::vector<std::size_t> by_name_;  // indices in the order of their names
    std::atomic<std::uint64_t> generation_{0};
};

}  // namespace ipmi::engine
