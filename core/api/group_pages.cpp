#include "api/group_pages.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "api/etag.hpp"
#include "api/host_form.hpp"
#include "api/list_stream.hpp"
#include "inventory/fold.hpp"

namespace ipmi::api {
namespace {

using engine::HostBlock;
using engine::Reach;
using schema::Json;

/// How hosts stand together.
class GroupTally {
public:
    void add(const HostBlock& block) {
        const auto severity = block.severity();
        worst_ = by_severity_.empty() ? severity : worse(worst_, severity);
        ++by_severity_[severity];
        ++by_reach_[block.reach];
        const auto power = block.power();
        ++by_power_[power ? to_string(*power) : "unknown"];
        on_ = on_ || power == PowerState::on;
        blinking_ = blinking_ || block.lamp().blinking;
        incidents_ += block.troubles.count;
    }

    [[nodiscard]] Json form(std::string_view name, const inventory::HostSet& members) const {
        Json json;
        json["group"] = name;
        json["members"] = inventory::fold(members);
        json["hosts"] = members.size();
        const auto severity = by_severity_.empty() ? Severity::unknown : worst_;
        json["severity"] = to_string(severity);
        // As that of a host: green where any is on and all are well.
        json["lamp"] = api::form(lamp_of(on_ ? PowerState::on : PowerState::off, severity, blinking_));
        auto& severities = json["by_severity"] = Json::object();
        for (const auto& [word, count] : by_severity_) severities[to_string(word)] = count;
        auto& reaches = json["by_reach"] = Json::object();
        for (const auto& [word, count] : by_reach_) reaches[engine::to_string(word)] = count;
        auto& powers = json["by_power"] = Json::object();
        for (const auto& [word, count] : by_power_) powers[word] = count;
        json["incidents"] = incidents_;
        return json;
    }

private:
    std::map<Severity, std::size_t> by_severity_;
    std::map<Reach, std::size_t> by_reach_;
    std::map<std::string, std::size_t> by_power_;
    Severity worst_ = Severity::unknown;
    bool on_ = false;
    bool blinking_ = false;
    std::size_t incidents_ = 0;
};

Json group_form(std::string_view name, const inventory::HostSet& members, const engine::Snapshot::View& view) {
    GroupTally tally;
    for (const auto& member : members)
        if (const auto block = view.find(member)) tally.add(*block);
    return tally.form(name, members);
}

inventory::HostSet visible(inventory::HostSet hosts, const Rights& rights) {
    if (!rights.sees_all()) std::erase_if(hosts, [&rights](const std::string& host) { return !rights.sees(host); });
    return hosts;
}

Json form_of_all(const inventory::Inventory& inventory, const Rights& rights, const engine::Snapshot::View& view) {
    inventory::HostSet all;
    for (const auto& [name, entry] : inventory.hosts())
        if (rights.sees(name)) all.insert(all.end(), name);
    GroupTally tally;
    for (std::size_t i = 0; i < view.size(); ++i)
        if (const auto block = view.at(i); rights.sees(block->name)) tally.add(*block);
    return tally.form("*", all);
}

}  // namespace

Answer groups_page(const Asked& asked) {
    const auto inventory = asked.context.inventory;
    const auto generation = asked.context.engine.snapshot().generation();
    if (auto same = unchanged(asked, generation)) return std::move(*same);
    ListParts parts;
    parts.begin = fmt::format("{{\"generation\":{},\"groups\":[", generation);
    parts.items_a_chunk = 1;  // of ten thousand hosts, say
    parts.item = [inventory, rights = asked.context.actor.rights, view = asked.context.engine.snapshot().view(),
                  all = false, next = inventory->groups().begin()](std::string& item) mutable {
        if (!std::exchange(all, true)) {
            item = schema::line(form_of_all(*inventory, *rights, *view));
        } else {
            auto members = next == inventory->groups().end() ? inventory::HostSet() : visible(next->second, *rights);
            while (next != inventory->groups().end() && members.empty() && !rights->sees_all())
                if (++next != inventory->groups().end()) members = visible(next->second, *rights);
            if (next == inventory->groups().end()) return false;
            item = schema::line(group_form(next->first, members, *view));
            ++next;
        }
        return true;
    };
    Answer answer;
    answer.stream = std::make_unique<ListStream>(std::move(parts));
    answer.etag = etag_of(generation);
    return answer;
}

}  // namespace ipmi::api
