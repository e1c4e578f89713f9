#include "inventory/group_members.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.hpp"
#include "inventory/host_set.hpp"

namespace ipmi::inventory {
namespace {

constexpr std::size_t deepest_nesting = 32;  // a chain of groups; every step is a call

class Resolver final : public HostNames {
public:
    Resolver(const Entries& entries, const HostSet& names, const Attributes& attributes)
        : entries_(entries), names_(names), attributes_(attributes) {
        for (const auto& [name, host] : entries.hosts)
            for (const auto& group : host.groups) declared_[group].insert(name);
    }

    const HostSet& all() const override { return names_; }

    std::expected<const AttributeValues*, std::string> attribute(std::string_view name) override {
        return find_attribute(attributes_, name);
    }

    std::expected<HostSet, std::string> group(std::string_view name) override {
        if (const auto known = done_.find(name); known != done_.end()) return known->second;
        const auto entry = entries_.groups.find(name);
        const auto members = declared_.find(name);
        if (entry == entries_.groups.end() && members == declared_.end())
            return std::unexpected(fmt::format("the inventory has no group '{}'", name));
        if (std::find(path_.begin(), path_.end(), name) != path_.end())
            return std::unexpected(
                fmt::format("group '{}' contains itself: {} -> {}", name, fmt::join(path_, " -> "), name));
        if (path_.size() == deepest_nesting)
            return std::unexpected(fmt::format("groups are nested more than {} deep", deepest_nesting));
        HostSet found = members == declared_.end() ? HostSet{} : members->second;
        // A group may only say how often its hosts are asked; which they are, they say themselves.
        if (entry != entries_.groups.end() && !entry->second.members.value.empty()) {
            path_.emplace_back(name);
            auto parsed = parse_host_set(entry->second.members.value, *this);
            path_.pop_back();
            if (!parsed) {
                note(entry->second, parsed.error());
                return std::unexpected(parsed.error().what);
            }
            found.merge(*parsed);
        }
        return done_.emplace(name, std::move(found)).first->second;
    }

    /// The innermost place is where the mistake is.
    [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }

    Result<std::map<std::string, HostSet, std::less<>>> all_groups() {
        for (const auto& [name, entry] : entries_.groups) {
            (void)group(name);
            if (problem_) return std::unexpected(*problem_);
        }
        for (const auto& [name, members] : declared_) (void)group(name);
        return std::move(done_);
    }

private:
    void note(const GroupEntry& entry, const HostSetError& error) {
        if (problem_) return;
        auto where = entry.members.where;
        if (entry.members.plain) where.column += static_cast<std::uint32_t>(error.column - 1);
        problem_ = Error{Errc::local, fmt::format("{}: group '{}': {}", to_string(where), entry.name, error.what), {}};
    }

    const Entries& entries_;
    const HostSet& names_;
    const Attributes& attributes_;
    std::map<std::string, HostSet, std::less<>> declared_;
    std::map<std::string, HostSet, std::less<>> done_;
    std::vector<std::string> path_;
    std::optional<Error> problem_;
};

}  // namespace

Result<std::map<std::string, HostSet, std::less<>>> group_members(const Entries& entries, const HostSet& names,
                                                                  const Attributes& attributes) {
    return Resolver(entries, names, attributes).all_groups();
}

}  // namespace ipmi::inventory
