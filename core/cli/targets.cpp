#include "cli/targets.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "base/error.hpp"
#include "inventory/credentials_file.hpp"

namespace ipmi::cli {
namespace {

using inventory::Inventory;
using inventory::Purpose;

constexpr std::size_t longest_user = 16;      // IPMI v2.0 rev 1.1, §13.20
constexpr std::size_t longest_password = 20;  // §22.30

Purpose purpose_of(const Options& options) {
    if (options.verb == Verb::ping) return Purpose::presence;
    return needs_control(options) ? Purpose::control : Purpose::read;
}

Result<Credentials> login_by_hand(const Options& options, const AskPassword& ask_password) {
    if (!options.credentials.empty()) return inventory::read_credentials(options.credentials);
    Credentials credentials;
    credentials.user = *options.user;
    credentials.privilege = needs_control(options) ? Privilege::operator_ : Privilege::user;
    if (credentials.user.size() > longest_user)
        return fail(Errc::local, fmt::format("-U: a user name has at most {} bytes", longest_user));
    auto password = ask_password(fmt::format("Password of {} on {}: ", *options.user, options.address));
    if (!password) return std::unexpected(password.error());
    if (password->size() > longest_password)
        return fail(Errc::local, fmt::format("an IPMI password has at most {} bytes", longest_password));
    credentials.password = std::move(*password);
    return credentials;
}

Result<Targets> by_address(const Options& options, const AskPassword& ask_password) {
    if (const auto wrong = inventory::wrong_with_address(options.address))
        return fail(Errc::local, fmt::format("-H: {}", *wrong));
    Targets found;
    Target target;
    target.name = options.address;
    target.addresses = {options.address};
    if (options.verb != Verb::ping && !options.dry_run) {
        auto login = login_by_hand(options, ask_password);
        if (!login) return std::unexpected(login.error());
        target.credentials = std::move(*login);
    }
    found.targets.push_back(std::move(target));
    return found;
}

Result<Targets> by_inventory(const Options& options) {
    const auto inventory = load_inventory(options);
    if (!inventory) return std::unexpected(inventory.error());
    const auto names = inventory->select(options.set.empty() ? "@*" : options.set);
    if (!names) return std::unexpected(names.error());
    if (names->empty()) return fail(Errc::local, fmt::format("host set '{}' is empty", options.set.substr(0, 80)));
    Targets found;
    inventory::SecretCache secrets;
    for (const auto& name : *names) {
        auto target = inventory->target(name, purpose_of(options), secrets);
        if (target)
            found.targets.push_back(std::move(*target));
        else
            found.failed.emplace_back(name, target.error());
    }
    return found;
}

}  // namespace

Result<Inventory> load_inventory(const Options& options) {
    const auto path = options.inventory.empty() ? inventory::default_inventory_path() : options.inventory;
    if (options.inventory.empty() && ::access(path.c_str(), F_OK) != 0)
        return fail(Errc::local,
                    fmt::format("there is no inventory {}; --inventory names another, -H ADDRESS -U USER does "
                                "without",
                                path));
    return Inventory::load(path);
}

Result<Targets> find_targets(const Options& options, const AskPassword& ask_password) {
    auto found = options.address.empty() ? by_inventory(options) : by_address(options, ask_password);
    if (found && options.privilege)
        for (auto& target : found->targets) target.credentials.privilege = *options.privilege;
    return found;
}

}  // namespace ipmi::cli
