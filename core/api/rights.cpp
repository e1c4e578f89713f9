#include "api/rights.hpp"

#include <algorithm>

namespace ipmi::api {
namespace {

bool names(const inventory::RoleEntry& entry, const UnixUser& user) {
    const auto& users = entry.users;
    if (std::find(users.begin(), users.end(), user.name) != users.end()) return true;
    return std::any_of(entry.groups.begin(), entry.groups.end(),
                       [&user](const std::string& group) { return user.groups.contains(group); });
}

bool is_for_group(const inventory::RoleGrant& grant, std::string_view group) {
    const auto& groups = grant.entry.groups;
    return std::find(groups.begin(), groups.end(), group) != groups.end();
}

}  // namespace

Rights Rights::of(const UnixUser& user, std::span<const inventory::RoleGrant> roles) {
    Rights rights;
    const bool group_is_named = std::any_of(roles.begin(), roles.end(), [](const inventory::RoleGrant& grant) {
        return is_for_group(grant, group_that_views);
    });
    if (!group_is_named && user.groups.contains(group_that_views)) rights.everywhere_ = Role::view;
    for (const auto& [entry, hosts] : roles) {
        if (!names(entry, user)) continue;
        rights.acts_for_others_ = rights.acts_for_others_ || entry.acts_for_others;
        if (!hosts) {
            rights.everywhere_ = std::max(rights.everywhere_, entry.role);
            continue;
        }
        for (const auto& host : *hosts) {
            auto& role = rights.on_host_[host];
            role = std::max(role, entry.role);
        }
    }
    std::erase_if(rights.on_host_, [&rights](const auto& host) { return host.second <= rights.everywhere_; });
    return rights;
}

Rights Rights::of_owner(const UnixUser& user, std::span<const inventory::RoleGrant> roles) {
    auto rights = of(user, roles);
    rights.everywhere_ = Role::admin;
    rights.on_host_.clear();
    return rights;
}

Role Rights::on(std::string_view host) const {
    const auto at = on_host_.find(host);
    return at == on_host_.end() ? everywhere_ : at->second;
}

}  // namespace ipmi::api
