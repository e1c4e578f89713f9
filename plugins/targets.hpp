// Whom a check asks: an address with credentials, or hosts of the inventory.
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/target.hpp>

#include <string>
#include <utility>
#include <vector>

#include "options.hpp"

namespace plugins {

struct Targets {
    std::vector<ipmi::Target> targets{};
    std::vector<std::pair<std::string, ipmi::Error>> failed{};  ///< hosts whose entry or secret is no good
};

/// Of the inventory, or of the command line. Errors: local (no inventory, a host set that is wrong or empty,
/// credentials that cannot be read).
ipmi::Result<Targets> find_targets(const Options& options);

/// Of a host set without a host: local.
ipmi::Error empty_set(const std::string& set);

}  // namespace plugins
