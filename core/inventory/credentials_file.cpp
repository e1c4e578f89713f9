#include "inventory/credentials_file.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "inventory/credential_entry.hpp"
#include "inventory/secret_file.hpp"

namespace ipmi::inventory {

Result<Credentials> read_credentials(const std::string& path) {
    const auto file = read_private_file(path);
    if (!file) return std::unexpected(file.error());
    auto parsed = toml::parse(file->reveal(), path);
    if (!parsed) {
        // The parser's own words may quote what it stumbled over: here, a password.
        const auto& begin = parsed.error().source().begin;
        return fail(Errc::local, fmt::format("{}:{}:{}: this is not TOML; a line looks like user = \"monitor\"", path,
                                             begin.line, begin.column));
    }
    Secret password;
    TableReader table(path, parsed.table(), "");
    const auto entry = read_credential_entry(table, path, &password);
    if (auto* text = parsed.table()["password"].as_string()) wipe(text->get().data(), text->get().size());
    if (table.problem()) return std::unexpected(*table.problem());
    if (entry.password_file.empty() && entry.password_credential.empty()) {
        Credentials credentials;
        credentials.user = entry.user;
        credentials.privilege = entry.privilege;
        credentials.lookup_by_name_only = entry.lookup_by_name_only;
        credentials.password = std::move(password);
        if (!entry.kg_file.empty()) {
            auto kg = load_kg(entry.kg_file);
            if (!kg) return std::unexpected(kg.error());
            credentials.kg = std::move(*kg);
        }
        return credentials;
    }
    return load_secrets(entry);
}

}  // namespace ipmi::inventory
