// All entries of an inventory's files, put together and checked for what each refers to; groups are worked out later.
#pragma once

#include <ipmi/result.hpp>

#include <map>
#include <string>
#include <vector>

#include "inventory/credential_entry.hpp"
#include "inventory/host_entry.hpp"
#include "inventory/natural_order.hpp"
#include "inventory/role_entry.hpp"

namespace ipmi::inventory {

struct Entries {
    std::map<std::string, CredentialEntry, std::less<>> credentials{};
    std::map<std::string, HostEntry, NaturalLess> hosts{};
    std::map<std::string, GroupEntry, std::less<>> groups{};
    std::map<std::string, RoleEntry, std::less<>> roles{};
};

/// A file, or a folder whose *.toml files are read in the order of their names. Errors: local.
Result<Entries> read_entries(const std::string& path);

}  // namespace ipmi::inventory
