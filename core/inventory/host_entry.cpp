#include "inventory/host_entry.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "inventory/credential_entry.hpp"
#include "inventory/folded_name.hpp"

namespace ipmi::inventory {
namespace {

constexpr std::size_t most_addresses = 8;

bool is_ipv6(std::string_view text) {
    in6_addr address{};
    return ::inet_pton(AF_INET6, std::string(text.substr(0, text.find('%'))).c_str(), &address) == 1;
}

std::optional<std::string> wrong_with_port(std::string_view text) {
    unsigned port = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), port);
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || port == 0 || port > 65535)
        return fmt::format("'{}' is not a port (1 to 65535)", clean_text(text, 40));
    return {};
}

/// RFC 1123 §2.1 and RFC 952, with the underscore that people use.
bool is_host_name(std::string_view text) {
    return !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_';
    });
}

/// "serial:/dev/ttyS0", "local:"
bool is_link(std::string_view address) {
    return address.starts_with("serial:") || address.starts_with("local:");
}

bool is_console(std::string_view text) {
    static constexpr std::array words{"auto", "openbmc", "idrac", "aten"};
    if (std::find(words.begin(), words.end(), text) != words.end()) return true;
    return (text.starts_with("vnc://") && text.size() > 6) || (text.starts_with("link:https://") && text.size() > 13);
}

}  // namespace

std::optional<std::string> wrong_with_address(std::string_view address) {
    const auto shown = clean_text(address, 80);
    for (const std::string_view scheme : {"serial:", "local:"})
        if (address.starts_with(scheme))
            return fmt::format("{} links are not supported yet; give the BMC's network address",
                               scheme.substr(0, scheme.size() - 1));
    if (address.starts_with('[')) {
        const auto end = address.find(']');
        if (end == address.npos) return fmt::format("'{}': ']' is missing", shown);
        if (!is_ipv6(address.substr(1, end - 1))) return fmt::format("'{}' is not an IPv6 address", shown);
        const auto rest = address.substr(end + 1);
        if (rest.empty()) return {};
        if (rest.front() != ':') return fmt::format("'{}': ':PORT' is expected after ']'", shown);
        return wrong_with_port(rest.substr(1));
    }
    if (std::count(address.begin(), address.end(), ':') > 1) {
        if (is_ipv6(address)) return {};
        return fmt::format("'{}' is not an IPv6 address; with a port it is [ADDRESS]:PORT", shown);
    }
    const auto colon = address.find(':');
    if (!is_host_name(address.substr(0, colon))) return fmt::format("'{}' is not a name or address", shown);
    if (colon == address.npos) return {};
    return wrong_with_port(address.substr(colon + 1));
}

HostEntry read_host_entry(TableReader& table, std::string name) {
    HostEntry entry;
    entry.name = std::move(name);
    entry.where = table.where();
    const auto addresses = table.text_or_texts("address");
    if (addresses.empty())
        table.refuse(table.has("address") ? table.where("address") : table.where(),
                     "'address' is missing: the BMC's name or address, or a list to try in turn");
    if (addresses.size() > most_addresses)
        table.refuse(table.where("address"), fmt::format("a host has at most {} addresses", most_addresses));
    for (const auto& address : addresses) {
        // A link that is not supported yet is that host's own trouble, told where it is used: the others are there.
        if (!is_link(address.value))
            if (const auto wrong = wrong_with_address(address.value)) table.refuse(address.where, *wrong);
        entry.addresses.push_back(address.value);
    }
    if (const auto credential = table.text("credential")) {
        entry.credential = credential->value;
        entry.credential_at = credential->where;
    } else {
        table.refuse(table.where(), "'credential' is missing: the NAME of a [credential.NAME] that may read");
    }
    if (const auto control = table.text("control")) {
        entry.control = control->value;
        entry.control_at = control->where;
    }
    for (const auto& group : table.texts("groups")) {
        if (!is_name(group.value))
            table.refuse(group.where, fmt::format("'{}' is not a group's name", clean_text(group.value, 80)));
        entry.groups.push_back(group.value);
    }
    entry.attributes = read_attributes(table);
    entry.cipher_suites = table.bytes("cipher_suites", "numbers of cipher suites");
    if (std::count(entry.cipher_suites.begin(), entry.cipher_suites.end(), 0) > 0)
        table.refuse(table.where("cipher_suites"), "suite 0 lets anyone in without a password and is never used");
    if (table.has("ipmi15"))
        table.refuse(table.where("ipmi15"), "IPMI 1.5 is not supported yet; this host's BMC has to speak IPMI 2.0");
    if (const auto path = table.text("kg_file")) entry.kg_file = beside(table.where().file, path->value);
    entry.poll = read_poll_entry(table);
    if (const auto console = table.text("console")) {
        entry.console = console->value;
        if (!is_console(console->value))
            table.refuse(
                console->where,
                "console must be \"auto\", \"vnc://…\", \"openbmc\", \"idrac\", \"aten\" or \"link:https://…\"");
    }
    table.finish();
    return entry;
}

GroupEntry read_group_entry(TableReader& table, std::string name) {
    GroupEntry entry;
    entry.name = std::move(name);
    entry.where = table.where();
    entry.poll = read_poll_entry(table);
    if (auto members = table.text("members"))
        entry.members = std::move(*members);
    else if (entry.poll.empty())
        table.refuse(table.where(), "'members' is missing: a host set such as \"web[01-12],@rack1\"");
    table.finish();
    return entry;
}

}  // namespace ipmi::inventory
