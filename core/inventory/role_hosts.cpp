#include "inventory/role_hosts.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace ipmi::inventory {

Result<std::vector<RoleGrant>> role_grants(std::vector<RoleEntry> roles, HostNames& names) {
    std::vector<RoleGrant> grants;
    for (auto& role : roles) {
        RoleGrant grant;
        if (role.hosts) {
            auto hosts = parse_host_set(role.hosts->value, names);
            if (!hosts) {
                auto where = role.hosts->where;
                if (role.hosts->plain) where.column += static_cast<std::uint32_t>(hosts.error().column - 1);
                return fail(Errc::local,
                            fmt::format("{}: role '{}': {}", to_string(where), role.name, hosts.error().what));
            }
            grant.hosts = std::move(*hosts);
        }
        grant.entry = std::move(role);
        grants.push_back(std::move(grant));
    }
    return grants;
}

}  // namespace ipmi::inventory
