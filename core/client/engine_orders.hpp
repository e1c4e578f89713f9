// What doors ask a running engine to do, and its audit of that. Errors of each: those of EngineLink, and malformed
// where the answer makes no sense. The engine decides whether this user may.
#pragma once

#include <ipmi/audit.hpp>
#include <ipmi/client.hpp>

#include <functional>
#include <string>
#include <vector>

#include "client/engine_link.hpp"

namespace ipmi::client {

struct PowerOfSet {
    std::string set{};
    PowerRequest request{};
    std::size_t hosts = 1;  ///< so many must they be, else nothing is done
    std::size_t at_once = 1;
    std::chrono::milliseconds between_starts{};
};
/// `on_result` is called for each host as its result comes. Whoever ends meanwhile leaves alone what was not reached.
Result<void> power(EngineLink& engine, const PowerOfSet& order, std::chrono::milliseconds timeout,
                   const std::function<void(const std::string& host, Result<PowerResult> result)>& on_result);

/// As Client::identify; errors are also those of the BMC.
Result<bool> identify(EngineLink& engine, const std::string& host, const IdentifyRequest& request,
                      std::chrono::milliseconds timeout);

/// Those behind `after`, oldest first, as far as this user may see them.
Result<std::vector<AuditEntry>> audit_of(EngineLink& engine, std::uint64_t after, std::chrono::milliseconds timeout);

}  // namespace ipmi::client
