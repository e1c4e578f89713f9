// Files that hold passwords: who may own them and who may read them. DESIGN section 5.
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/secret.hpp>

#include <string>

namespace ipmi::inventory {

inline constexpr std::size_t largest_secret_file = 4096;

/// The whole file. Owned by root or the caller, closed to others, readable by group only for the caller's own group.
/// Errors: local (what is wrong and what to do about it); never with a byte of the content.
Result<Secret> read_private_file(const std::string& path);

/// The first line of such a file, without its end: a password or key.
Result<Secret> read_secret(const std::string& path);

/// The first line of $CREDENTIALS_DIRECTORY/NAME, which systemd made for this service and closed to all others.
/// Errors: local (not started by systemd with LoadCredential=, no such name).
Result<Secret> read_systemd_credential(const std::string& name);

}  // namespace ipmi::inventory
