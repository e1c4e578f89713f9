#include "inventory/host_polls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/error.hpp"

namespace ipmi::inventory {
namespace {

/// A group that says something, and how many it says it of.
struct Rule {
    const GroupEntry* group = nullptr;
    const HostSet* members = nullptr;
};

/// One setting of one host.
template <class Value>
std::optional<Error> settle(const std::string& host, const std::vector<const Rule*>& rules, Value PollEntry::*setting,
                            PollEntry& entry) {
    if (entry.*setting) return std::nullopt;
    const Rule* chosen = nullptr;
    for (const auto* rule : rules) {  // the smallest first
        if (!(rule->group->poll.*setting)) continue;
        if (chosen == nullptr) {
            chosen = rule;
            entry.*setting = rule->group->poll.*setting;
        } else if (rule->members->size() == chosen->members->size() && rule->group->poll.*setting != entry.*setting) {
            return Error{Errc::local,
                         fmt::format("{}: groups '{}' and '{}' are equally large and say different things of how often "
                                     "'{}' is asked; give it a 'poll' of its own, or change one of them",
                                     to_string(rule->group->where), chosen->group->name, rule->group->name, host),
                         {}};
        }
    }
    return std::nullopt;
}

}  // namespace

Result<std::map<std::string, PollEntry, std::less<>>> host_polls(
    const Entries& entries, const std::map<std::string, HostSet, std::less<>>& groups) {
    std::vector<Rule> rules;
    for (const auto& [name, group] : entries.groups)
        if (!group.poll.empty()) rules.push_back({&group, &groups.find(name)->second});
    std::stable_sort(rules.begin(), rules.end(),
                     [](const Rule& a, const Rule& b) { return a.members->size() < b.members->size(); });
    std::map<std::string, std::vector<const Rule*>, std::less<>> of_host;
    for (const auto& rule : rules)
        for (const auto& host : *rule.members) of_host[host].push_back(&rule);

    std::map<std::string, PollEntry, std::less<>> polls;
    static const std::vector<const Rule*> none;
    for (const auto& [name, host] : entries.hosts) {
        const auto at = of_host.find(name);
        const auto& of_it = at == of_host.end() ? none : at->second;
        auto entry = host.poll;
        for (const auto setting :
             {&PollEntry::sensors, &PollEntry::power, &PollEntry::sel, &PollEntry::device, &PollEntry::inventory})
            if (auto wrong = settle(name, of_it, setting, entry)) return std::unexpected(*wrong);
        if (auto wrong = settle(name, of_it, &PollEntry::requests_per_second, entry)) return std::unexpected(*wrong);
        if (!entry.empty()) polls.emplace(name, entry);
    }
    return polls;
}

}  // namespace ipmi::inventory
