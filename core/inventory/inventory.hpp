// The managed servers: hosts, how to log in to their BMCs, groups. Loaded whole from a TOML file or a folder of them,
// or not at all; immutable afterwards. Secrets are read when a Target is made, and then only those that it needs.
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/target.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/attributes.hpp"
#include "inventory/credential_entry.hpp"
#include "inventory/host_entry.hpp"
#include "inventory/natural_order.hpp"
#include "inventory/role_hosts.hpp"

namespace ipmi::inventory {

/// What a login is for: reading uses a host's `credential`, all else its `control`. To see whether a BMC is there, none
/// is needed, and no secret is read.
enum class Purpose : std::uint8_t { read, control, presence };

/// Secrets read so far, so that a credential of ten thousand hosts is read once. Lives as long as its user wants
/// secrets in memory.
class SecretCache {
public:
    Result<Credentials> of(const CredentialEntry& entry);
    Result<Secret> kg(const std::string& path);

private:
    std::map<std::string, Result<Credentials>> credentials_;
    std::map<std::string, Result<Secret>> kgs_;
};

class Inventory {
public:
    /// A file, or a folder whose *.toml files add up. Errors: local, with FILE:LINE:COLUMN of the first thing wrong.
    static Result<Inventory> load(const std::string& path);

    /// Names in natural order. Errors: local, with the column in `host_set`.
    [[nodiscard]] Result<std::vector<std::string>> select(std::string_view host_set) const;
    /// The same for somebody who sees only some: the others are named as ones that do not exist, and so are groups and
    /// attributes of nothing but those.
    using Sees = std::function<bool(const std::string& host)>;
    [[nodiscard]] Result<std::vector<std::string>> select(std::string_view host_set, const Sees& sees) const;

    /// `control` falls back to `credential` where that asks for more than user privilege.
    /// Errors: local (no such host, no control credential, a secret that cannot be read).
    Result<Target> target(std::string_view host, Purpose purpose, SecretCache& secrets) const;

    using Hosts = std::map<std::string, HostEntry, NaturalLess>;
    [[nodiscard]] const Hosts& hosts() const { return hosts_; }
    /// Members of each group, those of nested groups included.
    [[nodiscard]] const std::map<std::string, HostSet, std::less<>>& groups() const { return groups_; }
    /// How often a host is asked, as far as the inventory says so.
    [[nodiscard]] PollEntry poll(std::string_view host) const;
    [[nodiscard]] const std::map<std::string, CredentialEntry, std::less<>>& credentials() const {
        return credentials_;
    }
    /// Who may do what with a running engine.
    [[nodiscard]] const std::vector<RoleGrant>& roles() const { return roles_; }

private:
    Hosts hosts_;
    std::map<std::string, CredentialEntry, std::less<>> credentials_;
    std::map<std::string, HostSet, std::less<>> groups_;
    std::vector<RoleGrant> roles_;
    std::map<std::string, PollEntry, std::less<>> polls_;
    HostSet names_;
    Attributes attributes_;
};

/// $BMCSCOPE_INVENTORY, or /etc/bmcscope/inventory.toml.
std::string default_inventory_path();

}  // namespace ipmi::inventory
