// What somebody may do with which hosts: worked out of the inventory's [role.NAME] tables.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "api/unix_user.hpp"
#include "inventory/role_hosts.hpp"

namespace ipmi::api {

using inventory::Role;

/// Whoever is in it may view all hosts, unless the inventory has a role for this group.
inline constexpr std::string_view group_that_views = "bmcscope";

class Rights {
public:
    /// None at all.
    Rights() = default;
    /// Roles add up: of several the highest counts.
    static Rights of(const UnixUser& user, std::span<const inventory::RoleGrant> roles);
    /// Of root, and of the engine's own user: all, whatever the roles say.
    static Rights of_owner(const UnixUser& user, std::span<const inventory::RoleGrant> roles);

    [[nodiscard]] Role on(std::string_view host) const;
    [[nodiscard]] bool may(Role role, std::string_view host) const { return on(host) >= role; }
    /// On every host there is or was, and with what is of no host.
    [[nodiscard]] Role everywhere() const { return everywhere_; }
    [[nodiscard]] bool sees_all() const { return everywhere_ >= Role::view; }
    [[nodiscard]] bool sees(std::string_view host) const { return may(Role::view, host); }
    /// What is of no host where `host` is empty.
    [[nodiscard]] bool reads_audit_of(std::string_view host) const {
        return (host.empty() ? everywhere_ : on(host)) >= Role::admin;
    }
    /// Nothing to be seen anywhere.
    [[nodiscard]] bool none() const { return !sees_all() && on_host_.empty(); }
    /// Hosts with more than everywhere.
    [[nodiscard]] const std::map<std::string, Role, std::less<>>& on_hosts() const { return on_host_; }
    [[nodiscard]] bool acts_for_others() const { return acts_for_others_; }
    bool operator==(const Rights&) const = default;

private:
    Role everywhere_ = Role::none;
    std::map<std::string, Role, std::less<>> on_host_;  ///< each higher than `everywhere_`
    bool acts_for_others_ = false;
};

}  // namespace ipmi::api
