#include "inventory/credential_entry.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "inventory/secret_file.hpp"

namespace ipmi::inventory {
namespace {

// IPMI v2.0 rev 1.1, §13.20 (RAKP 1: user name), §22.30 (Set User Password), §13.31 (K_g)
constexpr std::size_t longest_user = 16;
constexpr std::size_t longest_password = 20;
constexpr std::size_t longest_kg = 20;

Privilege read_privilege(TableReader& table) {
    const auto text = table.text("privilege");
    if (!text || text->value == "user") return Privilege::user;
    if (text->value == "operator") return Privilege::operator_;
    if (text->value == "administrator" || text->value == "admin") return Privilege::administrator;
    table.refuse(text->where, "privilege must be \"user\", \"operator\" or \"administrator\"");
    return Privilege::user;
}

bool read_lookup(TableReader& table) {
    const auto text = table.text("lookup");
    if (!text || text->value == "name") return true;
    if (text->value != "name_and_privilege")
        table.refuse(text->where, "lookup must be \"name\" or \"name_and_privilege\"");
    return false;
}

}  // namespace

std::string beside(const std::string& file, const std::string& path) {
    return std::filesystem::path(file).parent_path() / path;
}

CredentialEntry read_credential_entry(TableReader& table, std::string name, Secret* inline_password) {
    CredentialEntry entry;
    entry.name = std::move(name);
    entry.where = table.where();
    if (const auto user = table.text("user")) {
        entry.user = user->value;
        if (user->value.size() > longest_user)
            table.refuse(user->where, fmt::format("a user name has at most {} bytes", longest_user));
    } else {
        table.refuse(table.where(), "'user' is missing; user = \"\" is the null user");
    }
    entry.privilege = read_privilege(table);
    entry.lookup_by_name_only = read_lookup(table);
    int sources = 0;
    if (const auto path = table.text("password_file")) {
        entry.password_file = beside(table.where().file, path->value);
        ++sources;
    }
    if (const auto credential = table.text("password_credential")) {
        entry.password_credential = credential->value;
        ++sources;
        if (credential->value.empty() || credential->value.front() == '.' ||
            credential->value.find('/') != std::string::npos)
            table.refuse(credential->where, "password_credential is a name given by LoadCredential=, not a path");
    }
    if (inline_password != nullptr) {
        if (const auto password = table.text("password")) {
            *inline_password = Secret(password->value);
            ++sources;
        }
    } else if (table.has("password")) {
        table.refuse(table.where("password"),
                     "a password does not belong here; write it to a file closed to others (chmod 600) and name that "
                     "with password_file");
    }
    if (const auto path = table.text("kg_file")) entry.kg_file = beside(table.where().file, path->value);
    const auto choice = inline_password != nullptr ? "'password', 'password_file' and 'password_credential'"
                                                   : "'password_file' and 'password_credential'";
    if (sources == 0) table.refuse(table.where(), fmt::format("the password is missing: one of {}", choice));
    if (sources > 1) table.refuse(table.where(), fmt::format("the password is given twice: one of {}", choice));
    if (inline_password != nullptr && inline_password->size() > longest_password)
        table.refuse(table.where("password"), fmt::format("an IPMI password has at most {} bytes", longest_password));
    table.finish();
    return entry;
}

Result<Secret> load_kg(const std::string& path) {
    auto kg = read_secret(path);
    if (kg && kg->size() > longest_kg)
        return fail(Errc::local, fmt::format("{}: K_g has at most {} bytes", path, longest_kg));
    return kg;
}

Result<Credentials> load_secrets(const CredentialEntry& entry) {
    Credentials credentials;
    credentials.user = entry.user;
    credentials.privilege = entry.privilege;
    credentials.lookup_by_name_only = entry.lookup_by_name_only;
    auto password = entry.password_credential.empty() ? read_secret(entry.password_file)
                                                      : read_systemd_credential(entry.password_credential);
    if (!password) return std::unexpected(password.error());
    if (password->size() > longest_password)
        return fail(Errc::local,
                    fmt::format("{}: an IPMI password has at most {} bytes",
                                entry.password_credential.empty() ? entry.password_file : entry.password_credential,
                                longest_password));
    credentials.password = std::move(*password);
    if (!entry.kg_file.empty()) {
        auto kg = load_kg(entry.kg_file);
        if (!kg) return std::unexpected(kg.error());
        credentials.kg = std::move(*kg);
    }
    return credentials;
}

}  // namespace ipmi::inventory
