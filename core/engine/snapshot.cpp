#include "engine/snapshot.hpp"

#include <algorithm>
#include <set>

#include "inventory/natural_order.hpp"

namespace ipmi::engine {

Snapshot::Block Snapshot::View::find(std::string_view name) const {
    const inventory::NaturalLess less;
    const auto at =
        std::lower_bound(places_.begin(), places_.end(), name,
                         [&less](const Place& place, std::string_view wanted) { return less(place->name(), wanted); });
    return at != places_.end() && (*at)->name() == name ? (*at)->load() : nullptr;
}

Snapshot::Snapshot()
    : generation_(static_cast<std::uint64_t>(
          std::chrono::duration_cast<std::chrono::microseconds>(WallClock::now().time_since_epoch()).count())) {
    auto first = std::make_shared<View>();
    first->since_ = first->gone_since_ = generation_.load();
    view_.store(std::move(first));
}

Snapshot::Snapshot(const std::vector<HostBlock>& hosts) : Snapshot() {
    change(hosts, {});
}

void Snapshot::publish(const Place& place, HostBlock block) {
    // The block is there before the number that tells of it.
    block.generation = generation_.load() + 1;
    place->block_.store(std::make_shared<const HostBlock>(std::move(block)));
    generation_.fetch_add(1);
}

std::vector<Snapshot::Place> Snapshot::change(std::span<const HostBlock> come, std::span<const std::string> go) {
    const auto before = view();
    auto after = std::make_shared<View>();
    after->since_ = generation_.load() + 1;
    const std::set<std::string_view> gone(go.begin(), go.end());
    std::set<std::string_view> came;
    for (const auto& block : come) came.insert(block.name);
    after->gone_since_ = before->gone_since_;
    for (const auto& known : before->gone_)
        if (!came.contains(known.name)) after->gone_.push_back(known);
    for (const auto name : gone)
        if (!came.contains(name)) after->gone_.push_back({std::string(name), after->since_});
    if (after->gone_.size() > most_gone) {
        const auto end = after->gone_.end() - most_gone;
        after->gone_since_ = std::prev(end)->generation;
        after->gone_.erase(after->gone_.begin(), end);
    }
    for (const auto& place : before->places_)
        if (!gone.contains(place->name())) after->places_.push_back(place);
    std::vector<Place> places;
    places.reserve(come.size());
    for (auto block : come) {
        block.generation = after->since_;
        places.push_back(std::make_shared<HostPlace>(std::make_shared<const HostBlock>(std::move(block))));
        after->places_.push_back(places.back());
    }
    const inventory::NaturalLess less;
    std::sort(after->places_.begin(), after->places_.end(),
              [&less](const Place& a, const Place& b) { return less(a->name(), b->name()); });
    view_.store(std::move(after));
    generation_.fetch_add(1);
    return places;
}

}  // namespace ipmi::engine
