#include "inventory/role_entry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace ipmi::inventory {
namespace {

constexpr std::size_t longest_account = 256;

/// Names of users or groups: whatever the machine's password database may hold, on one line.
std::vector<std::string> accounts(TableReader& table, std::string_view key) {
    std::vector<std::string> names;
    for (const auto& name : table.text_or_texts(key)) {
        if (name.value.empty() || name.value.size() > longest_account || name.value != clean_text(name.value))
            table.refuse(name.where, fmt::format("'{}' is no name of a user or group", clean_text(name.value, 80)));
        names.push_back(name.value);
    }
    return names;
}

}  // namespace

const char* to_string(Role role) {
    switch (role) {
        case Role::none: return "none";
        case Role::view: return "view";
        case Role::operate: return "operate";
        case Role::admin: return "admin";
    }
    return "none";
}

std::optional<Role> parse_role(std::string_view word) {
    for (const auto role : {Role::none, Role::view, Role::operate, Role::admin})
        if (word == to_string(role)) return role;
    return std::nullopt;
}

RoleEntry read_role_entry(TableReader& table, std::string name) {
    RoleEntry entry;
    entry.name = std::move(name);
    entry.where = table.where();
    entry.acts_for_others = table.flag("acts_for_others").value_or(false);
    if (const auto word = table.text("role")) {
        const auto role = parse_role(word->value);
        if (!role)
            table.refuse(word->where, fmt::format("'{}' is no role: view, operate or admin; none for no rights",
                                                  clean_text(word->value, 40)));
        entry.role = role.value_or(Role::none);
    } else if (!entry.acts_for_others) {
        table.refuse(table.where(), "'role' is missing: view, operate or admin");
    }
    entry.users = accounts(table, "users");
    entry.groups = accounts(table, "groups");
    if (entry.users.empty() && entry.groups.empty())
        table.refuse(table.where(), "nobody has this role: 'users' or 'groups' name some of this machine");
    if (entry.acts_for_others && !entry.groups.empty())
        table.refuse(table.where("groups"), "who acts for others is named one by one, in 'users'");
    if (auto hosts = table.text("hosts")) entry.hosts = std::move(*hosts);
    table.finish();
    return entry;
}

}  // namespace ipmi::inventory
