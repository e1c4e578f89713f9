// `--credentials FILE`: the body of a [credential] table, for a check that needs no inventory.
//
//   user = "monitor"
//   password = "…"            # or password_file = "…", or password_credential = "…" (systemd)
//   privilege = "user"        # user, operator, administrator
//   kg_file = "…"             # where the BMC has a K_g
//   lookup = "name"           # or "name_and_privilege"
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/target.hpp>

#include <string>

namespace ipmi::inventory {

/// Errors: local, with file, line and column of what is wrong.
Result<Credentials> read_credentials(const std::string& path);

}  // namespace ipmi::inventory
