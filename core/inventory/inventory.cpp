#include "inventory/inventory.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <optional>

#include "base/error.hpp"
#include "inventory/entries.hpp"
#include "inventory/group_members.hpp"
#include "inventory/host_polls.hpp"
#include "inventory/host_set.hpp"

namespace ipmi::inventory {
namespace {

using Groups = std::map<std::string, HostSet, std::less<>>;

class Known final : public HostNames {
public:
    Known(const HostSet& names, const Groups& groups, const Attributes& attributes)
        : names_(names), groups_(groups), attributes_(attributes) {}
    const HostSet& all() const override { return names_; }
    std::expected<HostSet, std::string> group(std::string_view name) override {
        const auto at = groups_.find(name);
        if (at == groups_.end()) return no_group(name);
        return at->second;
    }
    std::expected<const AttributeValues*, std::string> attribute(std::string_view name) override {
        return find_attribute(attributes_, name);
    }
    [[nodiscard]] const Attributes& attributes() const { return attributes_; }
    static std::unexpected<std::string> no_group(std::string_view name) {
        return std::unexpected(fmt::format("the inventory has no group '{}'", name));
    }

private:
    const HostSet& names_;
    const Groups& groups_;
    const Attributes& attributes_;
};

/// The same for somebody to whom the other hosts do not exist, and neither does a group or an attribute that has none
/// but those.
class Visible final : public HostNames {
public:
    Visible(Known& known, const Inventory::Sees& sees) : known_(known), sees_(sees), all_(those_of(known.all())) {}
    const HostSet& all() const override { return all_; }
    std::expected<HostSet, std::string> group(std::string_view name) override {
        auto hosts = known_.group(name);
        if (!hosts) return hosts;
        hosts = those_of(std::move(*hosts));
        if (hosts->empty()) return Known::no_group(name);
        return hosts;
    }
    /// An error names others that there are: only of hosts that are seen.
    std::expected<const AttributeValues*, std::string> attribute(std::string_view name) override {
        if (!attributes_) {
            attributes_.emplace();
            for (const auto& [other, values] : known_.attributes())
                for (const auto& [host, value] : values)
                    if (all_.contains(host)) (*attributes_)[other].emplace(host, value);
        }
        return find_attribute(*attributes_, name);
    }

private:
    HostSet those_of(HostSet hosts) const {
        std::erase_if(hosts, [this](const std::string& host) { return !sees_(host); });
        return hosts;
    }
    Known& known_;
    const Inventory::Sees& sees_;
    HostSet all_;
    std::optional<Attributes> attributes_;
};

Result<std::vector<std::string>> selected(std::string_view host_set, HostNames& from) {
    const auto set = parse_host_set(host_set, from);
    if (!set)
        return fail(Errc::local, fmt::format("host set '{}', column {}: {}", host_set.substr(0, 80), set.error().column,
                                             set.error().what));
    return std::vector<std::string>(set->begin(), set->end());
}

}  // namespace

Result<Credentials> SecretCache::of(const CredentialEntry& entry) {
    auto at = credentials_.find(entry.name);
    if (at == credentials_.end()) at = credentials_.emplace(entry.name, load_secrets(entry)).first;
    return at->second;
}

Result<Secret> SecretCache::kg(const std::string& path) {
    auto at = kgs_.find(path);
    if (at == kgs_.end()) at = kgs_.emplace(path, load_kg(path)).first;
    return at->second;
}

Result<Inventory> Inventory::load(const std::string& path) {
    auto entries = read_entries(path);
    if (!entries) return std::unexpected(entries.error());
    Inventory inventory;
    for (const auto& [name, host] : entries->hosts) inventory.names_.insert(inventory.names_.end(), name);
    inventory.attributes_ = attributes_of(*entries);
    auto groups = group_members(*entries, inventory.names_, inventory.attributes_);
    if (!groups) return std::unexpected(groups.error());
    auto polls = host_polls(*entries, *groups);
    if (!polls) return std::unexpected(polls.error());
    inventory.polls_ = std::move(*polls);
    inventory.groups_ = std::move(*groups);
    std::vector<RoleEntry> roles;
    for (auto& [name, role] : entries->roles) roles.push_back(std::move(role));
    Known known(inventory.names_, inventory.groups_, inventory.attributes_);
    auto grants = role_grants(std::move(roles), known);
    if (!grants) return std::unexpected(grants.error());
    inventory.roles_ = std::move(*grants);
    inventory.hosts_ = std::move(entries->hosts);
    inventory.credentials_ = std::move(entries->credentials);
    return inventory;
}

Result<std::vector<std::string>> Inventory::select(std::string_view host_set) const {
    Known known(names_, groups_, attributes_);
    return selected(host_set, known);
}

Result<std::vector<std::string>> Inventory::select(std::string_view host_set, const Sees& sees) const {
    Known known(names_, groups_, attributes_);
    Visible visible(known, sees);
    return selected(host_set, visible);
}

Result<Target> Inventory::target(std::string_view host, Purpose purpose, SecretCache& secrets) const {
    const auto at = hosts_.find(host);
    if (at == hosts_.end()) return fail(Errc::local, fmt::format("the inventory has no host '{}'", host));
    const auto& entry = at->second;
    const auto* credential = &credentials_.at(entry.credential);
    if (purpose == Purpose::control) {
        if (!entry.control.empty())
            credential = &credentials_.at(entry.control);
        else if (credential->privilege <= Privilege::user)
            return fail(Errc::local,
                        fmt::format("{}: [host.{}] has no 'control', the credential that may switch power; "
                                    "'{}' may only read",
                                    to_string(entry.where), entry.name, credential->name));
    }
    Target target;
    target.name = entry.name;
    target.addresses = entry.addresses;
    if (purpose == Purpose::presence) return target;
    auto login = secrets.of(*credential);
    if (!login) return std::unexpected(within(fmt::format("credential '{}'", credential->name), login.error()));
    target.credentials = std::move(*login);
    target.cipher_suites = entry.cipher_suites;
    if (!entry.kg_file.empty()) {
        auto kg = secrets.kg(entry.kg_file);
        if (!kg) return std::unexpected(kg.error());
        target.credentials.kg = std::move(*kg);
    }
    return target;
}

PollEntry Inventory::poll(std::string_view host) const {
    const auto at = polls_.find(host);
    return at == polls_.end() ? PollEntry{} : at->second;
}

std::string default_inventory_path() {
    const char* named = std::getenv("BMCSCOPE_INVENTORY");
    return named != nullptr && *named != '\0' ? named : "/etc/bmcscope/inventory.toml";
}

}  // namespace ipmi::inventory
