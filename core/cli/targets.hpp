// From the command line to the BMCs: through the inventory, or the one address that was given.
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/target.hpp>

#include <string>
#include <utility>
#include <vector>

#include "cli/options.hpp"
#include "cli/person.hpp"
#include "inventory/inventory.hpp"

namespace ipmi::cli {

struct Targets {
    std::vector<Target> targets{};
    std::vector<std::pair<std::string, Error>> failed{};  ///< hosts that cannot be asked: a secret cannot be read …
    [[nodiscard]] std::size_t size() const { return targets.size() + failed.size(); }
};

/// The one that --inventory names, or the default one. Errors: local.
Result<inventory::Inventory> load_inventory(const Options& options);

/// Errors: local, cancelled: nothing can be tried at all.
Result<Targets> find_targets(const Options& options, const AskPassword& ask_password);

}  // namespace ipmi::cli
