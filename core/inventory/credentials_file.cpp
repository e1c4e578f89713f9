#include "inventory/credentials_file.hpp"

#include <fmt/format.h>

#ifndef TOML_HEADER_ONLY
#define TOML_HEADER_ONLY 1
#endif
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "base/error.hpp"
#include "inventory/secret_file.hpp"

namespace ipmi::inventory {
namespace {

std::unexpected<Error> at(const std::string& path, const toml::source_region& where, std::string_view what) {
    return fail(Errc::local, fmt::format("{}:{}:{}: {}", path, where.begin.line, where.begin.column, what));
}

}  // namespace

Result<Credentials> read_credentials(const std::string& path) {
    const auto file = read_private_file(path);
    if (!file) return std::unexpected(file.error());
    const auto parsed = toml::parse(file->reveal(), path);
    if (!parsed) return at(path, parsed.error().source(), parsed.error().description());
    const auto& table = parsed.table();
    Credentials credentials;
    bool has_password = false;
    for (const auto& [key, node] : table) {
        const auto name = key.str();
        const auto text = node.value<std::string>();
        if (!text) return at(path, node.source(), fmt::format("'{}' must be a string", name));
        if (name == "user") {
            credentials.user = *text;
        } else if (name == "password") {
            credentials.password = Secret(*text);
            has_password = true;
        } else if (name == "password_file") {
            auto secret = read_secret(*text);
            if (!secret) return std::unexpected(secret.error());
            credentials.password = std::move(*secret);
            has_password = true;
        } else if (name == "kg_file") {
            auto secret = read_secret(*text);
            if (!secret) return std::unexpected(secret.error());
            credentials.kg = std::move(*secret);
        } else if (name == "privilege") {
            if (*text == "user")
                credentials.privilege = Privilege::user;
            else if (*text == "operator")
                credentials.privilege = Privilege::operator_;
            else if (*text == "administrator" || *text == "admin")
                credentials.privilege = Privilege::administrator;
            else
                return at(path, node.source(), "privilege must be \"user\", \"operator\" or \"administrator\"");
        } else if (name == "lookup") {
            if (*text != "name" && *text != "name_and_privilege")
                return at(path, node.source(), "lookup must be \"name\" or \"name_and_privilege\"");
            credentials.lookup_by_name_only = *text == "name";
        } else {
            return at(path, node.source(), fmt::format("unknown key '{}'", name));
        }
    }
    if (credentials.user.size() > 16)
        return fail(Errc::local, fmt::format("{}: a user name has at most 16 bytes", path));
    if (credentials.password.size() > 20)
        return fail(Errc::local, fmt::format("{}: an IPMI password has at most 20 bytes", path));
    if (credentials.kg && credentials.kg->size() > 20)
        return fail(Errc::local, fmt::format("{}: K_g has at most 20 bytes", path));
    if (!has_password)
        return fail(Errc::local, fmt::format("{}: neither 'password' nor 'password_file' is given", path));
    return credentials;
}

}  // namespace ipmi::inventory
