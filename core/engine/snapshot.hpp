// All hosts as they are known now: a vector of immutable blocks. One host swaps alone, a reader pins what it reads, and
// nobody waits for anybody. One thread publishes and changes which hosts there are, any number read.
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/host_block.hpp"
#include "engine/pinned.hpp"

namespace ipmi::engine {

class Snapshot {
public:
    using Block = std::shared_ptr<const HostBlock>;
    /// Where a host's newest block stands; held by whoever publishes it.
    class HostPlace {
    public:
        explicit HostPlace(Block first) : name_(first->name), block_(std::move(first)) {}
        /// Of all blocks that stand here.
        [[nodiscard]] const std::string& name() const { return name_; }
        [[nodiscard]] Block load() const { return block_.load(); }

    private:
        friend class Snapshot;
        const std::string name_;
        Pinned<HostBlock> block_;
    };
    using Place = std::shared_ptr<HostPlace>;

    /// The hosts that there are at one moment, in the natural order of their names; what stands in their places goes on
    /// changing.
    class View {
    public:
        [[nodiscard]] std::size_t size() const { return places_.size(); }
        [[nodiscard]] Block at(std::size_t index) const { return places_.at(index)->load(); }
        /// Empty: no such host.
        [[nodiscard]] Block find(std::string_view name) const;
        /// The generation in which hosts came or went last, or their inventory was read again.
        [[nodiscard]] std::uint64_t since() const { return since_; }

        struct Gone {
            std::string name{};
            std::uint64_t generation = 0;  ///< in which it went
        };
        /// Hosts that have gone and not come back, those that went first first …
        [[nodiscard]] const std::vector<Gone>& gone() const { return gone_; }
        /// … and complete from this generation on.
        [[nodiscard]] std::uint64_t gone_since() const { return gone_since_; }

    private:
        friend class Snapshot;
        std::vector<Place> places_;
        std::uint64_t since_ = 0;
        std::vector<Gone> gone_;
        std::uint64_t gone_since_ = 0;
    };
    static constexpr std::size_t most_gone = 10'000;

    Snapshot();
    /// Blocks of hosts that were not asked yet.
    explicit Snapshot(const std::vector<HostBlock>& hosts);

    [[nodiscard]] std::shared_ptr<const View> view() const { return view_.load(); }
    // Of the view of this moment; who goes through several takes a view first.
    [[nodiscard]] std::size_t size() const { return view()->size(); }
    [[nodiscard]] Block at(std::size_t index) const { return view()->at(index); }
    [[nodiscard]] Block find(std::string_view name) const { return view()->find(name); }

    /// Counts every publication; a block is new since G when its generation is greater than G. It begins at the wall
    /// clock in microseconds, so that one that a client has from an engine before is never this one's by chance.
    [[nodiscard]] std::uint64_t generation() const { return generation_.load(); }
    void publish(const Place& place, HostBlock block);

    /// Hosts come and go at once. The places of those that came, in their order.
    std::vector<Place> change(std::span<const HostBlock> come, std::span<const std::string> go);

private:
    Pinned<View> view_;
    std::atomic<std::uint64_t> generation_;
};

}  // namespace ipmi::engine
