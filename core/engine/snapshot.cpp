#include "engine/snapshot.hpp"

#include <algorithm>
#include <numeric>

namespace ipmi::engine {

Snapshot::Snapshot(const std::vector<HostBlock>& hosts) : by_name_(hosts.size()) {
    slots_.reserve(hosts.size());
    for (const auto& host : hosts) slots_.push_back(std::make_unique<Slot>(std::make_shared<const HostBlock>(host)));
    std::iota(by_name_.begin(), by_name_.end(), std::size_t{0});
    std::sort(by_name_.begin(), by_name_.end(),
              [&hosts](std::size_t a, std::size_t b) { return hosts[a].name < hosts[b].name; });
}

std::shared_ptr<const HostBlock> Snapshot::find(std::string_view name) const {
    const auto at = std::lower_bound(
        by_name_.begin(), by_name_.end(), name,
        [this](std::size_t index, std::string_view wanted) { return slots_[index]->load()->name < wanted; });
    if (at == by_name_.end()) return nullptr;
    auto block = slots_[*at]->load();
    return block->name == name ? block : nullptr;
}

void Snapshot::publish(std::size_t index, HostBlock block) {
    // The block is there before the number that tells of it.
    block.generation = generation_.load() + 1;
    slots_.at(index)->store(std::make_shared<const HostBlock>(std::move(block)));
    generation_.fetch_add(1);
}

}  // namespace ipmi::engine
