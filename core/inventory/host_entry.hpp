// One [host.NAME] and one [group.NAME], as written; nothing is looked up here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/attributes.hpp"
#include "inventory/poll_entry.hpp"
#include "inventory/table_reader.hpp"

namespace ipmi::inventory {

struct HostEntry {
    std::string name{};
    std::vector<std::string> addresses{};  ///< tried in turn
    std::string credential{};              ///< for reading
    std::string control{};                 ///< for power, console and privileged reads; may be empty
    std::vector<std::string> groups{};
    HostAttributes attributes{};
    std::vector<std::uint8_t> cipher_suites{};  ///< empty: 17, on refusal 3
    std::string kg_file{};
    PollEntry poll{};
    std::string console{};  ///< "auto", "vnc://…", …; empty: auto
    Location where{};
    Location credential_at{};
    Location control_at{};
};
HostEntry read_host_entry(TableReader& table, std::string name);

struct GroupEntry {
    std::string name{};
    Text members{};  ///< a host set; empty: those that say so themselves
    PollEntry poll{};
    Location where{};
};
GroupEntry read_group_entry(TableReader& table, std::string name);

/// A name, IPv4 or IPv6 address, with a port where one is wanted; the message where it is not.
std::optional<std::string> wrong_with_address(std::string_view address);

}  // namespace ipmi::inventory
