#include "targets.hpp"

#include <fmt/format.h>

#include "inventory/credentials_file.hpp"
#include "inventory/host_entry.hpp"
#include "inventory/inventory.hpp"

namespace plugins {
namespace {

using ipmi::Errc;
using ipmi::Error;
using ipmi::Result;
using ipmi::inventory::Inventory;
using ipmi::inventory::Purpose;

Result<Targets> by_address(const Options& options) {
    for (const auto& address : options.hosts)
        if (const auto why = ipmi::inventory::wrong_with_address(address))
            return std::unexpected(Error{Errc::local, "--host: " + *why, {}});
    ipmi::Target target;
    target.name = options.hosts.front();
    target.addresses = options.hosts;
    target.cipher_suites = options.cipher_suites;
    if (options.credentials.empty()) {
        target.credentials = *options.login;
    } else {
        auto credentials = ipmi::inventory::read_credentials(options.credentials);
        if (!credentials) return std::unexpected(Error{Errc::local, "credentials: " + credentials.error().context, {}});
        target.credentials = std::move(*credentials);
    }
    Targets found;
    found.targets.push_back(std::move(target));
    return found;
}

Result<Targets> by_inventory(const Options& options) {
    const auto path = options.inventory.empty() ? ipmi::inventory::default_inventory_path() : options.inventory;
    const auto inventory = Inventory::load(path);
    if (!inventory) {
        if (options.mode == Mode::group || !options.inventory.empty()) return std::unexpected(inventory.error());
        return std::unexpected(
            Error{Errc::local, fmt::format("no --credentials, and the inventory: {}", inventory.error().context), {}});
    }
    std::vector<std::string> names;
    if (options.mode == Mode::group) {
        auto selected = inventory->select(options.host_set);
        if (!selected) return std::unexpected(Error{Errc::local, "--hosts: " + selected.error().context, {}});
        names = std::move(*selected);
        if (names.empty()) return std::unexpected(empty_set(options.host_set));
    } else {
        names = {options.hosts.front()};
    }
    Targets found;
    ipmi::inventory::SecretCache secrets;
    for (const auto& name : names) {
        auto target = inventory->target(name, Purpose::read, secrets);
        if (!target) {
            if (options.mode != Mode::group) return std::unexpected(target.error());
            found.failed.emplace_back(name, target.error());
            continue;
        }
        if (!options.cipher_suites.empty()) target->cipher_suites = options.cipher_suites;
        found.targets.push_back(std::move(*target));
    }
    return found;
}

}  // namespace

Error empty_set(const std::string& set) {
    return {Errc::local, fmt::format("--hosts: '{}' is empty", set.substr(0, 80)), {}};
}

Result<Targets> find_targets(const Options& options) {
    const bool by_login = !options.credentials.empty() || options.login;
    return options.mode != Mode::group && by_login ? by_address(options) : by_inventory(options);
}

}  // namespace plugins
