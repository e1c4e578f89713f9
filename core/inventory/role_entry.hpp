// One [role.NAME], as written: who may do what with which hosts of a running engine. Nothing is looked up here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/table_reader.hpp"

namespace ipmi::inventory {

/// Each may also do what those before it may.
enum class Role : std::uint8_t {
    none,
    view,     ///< read
    operate,  ///< acknowledge, refresh, identify, switch power
    admin,    ///< clear incidents, read the inventory again, see the audit
};
const char* to_string(Role role);
std::optional<Role> parse_role(std::string_view word);

struct RoleEntry {
    std::string name{};
    Role role = Role::none;
    std::vector<std::string> users{};   ///< of this machine, or named by one who acts for others
    std::vector<std::string> groups{};  ///< Unix groups
    std::optional<Text> hosts{};        ///< a host set; empty: all hosts, and what is of no host
    bool acts_for_others = false;       ///< its users may name another user, whose role then counts
    Location where{};
};
RoleEntry read_role_entry(TableReader& table, std::string name);

}  // namespace ipmi::inventory
