// One host in an engine's list: enough to say how it stands and since when.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/result.hpp>
#include <ipmi/severity.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/values.hpp"

namespace ipmi::client {

struct HostSummary {
    std::string host{};
    std::vector<std::string> addresses{};
    std::string reach{};  ///< "answers", "silent", "not asked yet"
    WallTime since{};     ///< of `reach`
    std::optional<Error> error{};
    std::optional<WallTime> read{};  ///< when its sensors were read last, where the engine says so
    Severity severity = Severity::unknown;
    std::optional<PowerState> power{};
    Lamp lamp{};
    std::uint64_t incidents = 0;  ///< open ones
    [[nodiscard]] bool answers() const { return reach == "answers"; }
};

/// Errors: malformed, with the member that makes no sense.
Result<HostSummary> parse_host_summary(const schema::Json& json);

}  // namespace ipmi::client
