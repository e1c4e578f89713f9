// One [credential.NAME]: who logs in, and where the secrets lie. Reading it touches no secret; load_secrets does.
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/target.hpp>

#include <string>

#include "inventory/table_reader.hpp"

namespace ipmi::inventory {

struct CredentialEntry {
    std::string name{};
    std::string user{};
    Privilege privilege = Privilege::user;
    bool lookup_by_name_only = true;
    std::string password_file{};        ///< this, or
    std::string password_credential{};  ///< a systemd credential's name
    std::string kg_file{};              ///< empty: no K_g
    Location where{};
};

/// Of [credential.NAME], or of the body of a --credentials file. There, and only there, `inline_password` receives the
/// value of `password`.
CredentialEntry read_credential_entry(TableReader& table, std::string name, Secret* inline_password = nullptr);

/// Errors: local (a secret file is missing, too open, empty or too long; never with a byte of it).
Result<Credentials> load_secrets(const CredentialEntry& entry);
/// K_g from its file. Errors: local.
Result<Secret> load_kg(const std::string& path);

/// A path in a configuration file counts from that file's folder.
std::string beside(const std::string& file, const std::string& path);

}  // namespace ipmi::inventory
