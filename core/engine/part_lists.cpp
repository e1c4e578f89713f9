#include "engine/part_lists.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace ipmi::engine {
namespace {

using store::PartList;

constexpr std::uint8_t unspecified_entity = 0;  ///< IPMI v2.0 rev 1.1, table 43-13

class Collector {
public:
    /// The entity's key; empty: there is none.
    std::string entity(const Entity& entity) {
        if (entity.id == unspecified_entity) return {};
        auto key = fmt::format("{}.{}", entity.id, entity.instance);
        if (known_.insert(key).second) list_->parts.push_back({store::Part::Kind::entity, key, entity.name, {}});
        return key;
    }
    void add(store::Part part) { others_.push_back(std::move(part)); }
    std::shared_ptr<const PartList> take() {
        auto& parts = list_->parts;
        parts.insert(parts.end(), others_.begin(), others_.end());
        // In an order of its own: that of the BMC's records moves.
        std::stable_sort(parts.begin(), parts.end(), [](const store::Part& a, const store::Part& b) {
            return std::tie(a.kind, a.key) < std::tie(b.kind, b.key);
        });
        std::string text;
        for (const auto& part : parts)
            text += fmt::format("{} {} {} {}\n", static_cast<int>(part.kind), part.key, part.label, part.parent);
        list_->fingerprint = std::hash<std::string>()(text);
        return std::move(list_);
    }

private:
    std::shared_ptr<PartList> list_ = std::make_shared<PartList>();
    std::set<std::string> known_;
    std::vector<store::Part> others_;
};

}  // namespace

std::shared_ptr<const PartList> parts_of(const FruReport& report) {
    Collector parts;
    for (const auto& fru : report.frus)
        parts.add({store::Part::Kind::fru, fmt::format("{}", fru.id), fru.name, parts.entity(fru.entity)});
    return parts.take();
}

std::shared_ptr<const PartList> PartLists::of(const std::shared_ptr<const SensorTable>& table) {
    if (const auto known = made_.find(table.get()); known != made_.end() && !known->second.table.expired())
        return known->second.list;
    if (made_.size() >= look_at_) {
        std::erase_if(made_, [](const auto& entry) { return entry.second.table.expired(); });
        look_at_ = std::max<std::size_t>(64, 2 * made_.size());
    }
    Collector parts;
    for (const auto& sensor : table->sensors)
        parts.add({store::Part::Kind::sensor, to_string(sensor.key), sensor.label.empty() ? sensor.name : sensor.label,
                   parts.entity(sensor.entity)});
    return (made_[table.get()] = {table, parts.take()}).list;
}

}  // namespace ipmi::engine
