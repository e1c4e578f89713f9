#include "cli/check_inventory.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <vector>

#include "cli/exit_code.hpp"
#include "inventory/fold.hpp"
#include "inventory/inventory.hpp"
#include "schema/values.hpp"

namespace ipmi::cli {
namespace {

using inventory::HostSet;
using inventory::Inventory;

/// A secret, why it cannot be read, and which hosts cannot be asked because of that.
struct Unreadable {
    std::string what{};
    std::string why{};
    HostSet hosts{};
};

struct Findings {
    std::vector<Unreadable> unreadable{};
    std::vector<std::string> given_by_systemd{};  ///< credentials that exist inside the service alone
};

HostSet hosts_with(const Inventory& inventory, const std::string& credential) {
    HostSet hosts;
    for (const auto& [name, host] : inventory.hosts())
        if (host.credential == credential || host.control == credential) hosts.insert(name);
    return hosts;
}

Findings examine(const Inventory& inventory) {
    Findings findings;
    inventory::SecretCache secrets;
    for (const auto& [name, credential] : inventory.credentials()) {
        if (!credential.password_credential.empty() && std::getenv("CREDENTIALS_DIRECTORY") == nullptr) {
            findings.given_by_systemd.push_back(name);
            continue;
        }
        const auto login = secrets.of(credential);
        if (!login)
            findings.unreadable.push_back(
                {fmt::format("credential '{}'", name), login.error().context, hosts_with(inventory, name)});
    }
    std::map<std::string, HostSet> hosts_of_key;
    for (const auto& [name, host] : inventory.hosts())
        if (!host.kg_file.empty()) hosts_of_key[host.kg_file].insert(name);
    for (const auto& [file, hosts] : hosts_of_key)
        if (const auto key = secrets.kg(file); !key)
            findings.unreadable.push_back({"BMC key", key.error().context, hosts});
    return findings;
}

/// What the inventory says of how often hosts are asked, and of which.
std::map<std::string, HostSet> polls_of(const Inventory& inventory) {
    std::map<std::string, HostSet> polls;
    for (const auto& [name, host] : inventory.hosts())
        if (const auto poll = inventory.poll(name); !poll.empty()) polls[to_string(poll)].insert(name);
    return polls;
}

std::string counted(std::size_t count, const char* what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

void tell(Output& output, const std::string& path, const Inventory& inventory, const Findings& findings) {
    (void)output.out(fmt::format("{}: {}, {}, {}\n", path, counted(inventory.hosts().size(), "host"),
                                 counted(inventory.groups().size(), "group"),
                                 counted(inventory.credentials().size(), "credential")));
    for (const auto& [poll, hosts] : polls_of(inventory))
        (void)output.out(fmt::format("{}: {}\n", inventory::fold(hosts), poll));
    for (const auto& name : findings.given_by_systemd)
        (void)output.out(fmt::format("note: credential '{}' is given to a service by systemd; not checked\n", name));
    for (const auto& secret : findings.unreadable)
        output.error(fmt::format("{}: {}{}\n", secret.what, secret.why,
                                 secret.hosts.empty()
                                     ? "; no host uses it"
                                     : fmt::format("; cannot be asked: {}", inventory::fold(secret.hosts))));
}

schema::Json json_of(const std::string& path, const Inventory& inventory, const Findings& findings) {
    schema::Json json;
    json["inventory"] = path;
    json["hosts"] = inventory.hosts().size();
    json["groups"] = inventory.groups().size();
    json["credentials"] = inventory.credentials().size();
    json["not_checked"] = findings.given_by_systemd;
    auto& polls = json["polls"] = schema::Json::array();
    for (const auto& [poll, hosts] : polls_of(inventory)) {
        schema::Json one;
        one["hosts"] = inventory::fold(hosts);
        one["poll"] = poll;
        polls.push_back(std::move(one));
    }
    auto& list = json["unreadable"] = schema::Json::array();
    for (const auto& secret : findings.unreadable) {
        schema::Json one;
        one["secret"] = secret.what;
        one["why"] = secret.why;
        one["hosts"] = inventory::fold(secret.hosts);
        list.push_back(std::move(one));
    }
    return json;
}

}  // namespace

int check_inventory(const Options& options, Output& output) {
    const auto path = options.inventory.empty() ? inventory::default_inventory_path() : options.inventory;
    const auto inventory = Inventory::load(path);
    if (!inventory) {
        if (options.json) {
            schema::Json json;
            json["inventory"] = path;
            json["error"] = schema::form(inventory.error());
            (void)output.out(schema::line(json) + '\n');
        } else {
            output.error(inventory.error().context + '\n');
        }
        return exit_usage;
    }
    const auto findings = examine(*inventory);
    if (options.json)
        (void)output.out(schema::line(json_of(path, *inventory, findings)) + '\n');
    else
        tell(output, path, *inventory, findings);
    return findings.unreadable.empty() ? exit_all_succeeded : exit_usage;
}

}  // namespace ipmi::cli
