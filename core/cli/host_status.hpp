// How one host stands, whoever tells it: an engine, or its BMC just now.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/event.hpp>
#include <ipmi/host.hpp>

#include <optional>
#include <string>
#include <vector>

#include "client/host_summary.hpp"
#include "schema/values.hpp"

namespace ipmi::cli {

struct Trouble {
    Severity severity = Severity::unknown;
    std::string text{};
    std::optional<Incident> incident{};  ///< empty: seen just now, or a host that does not answer
    std::optional<WallTime> since{};
};

struct HostStatus {
    std::string host{};
    bool answers = false;
    Severity severity = Severity::unknown;
    std::optional<PowerState> power{};
    Lamp lamp{};
    std::optional<Error> error{};  ///< why it does not answer
    std::vector<Trouble> troubles{};
};

/// `incidents` are the host's own, open ones.
HostStatus status_of(const client::HostSummary& summary, const std::vector<Incident>& incidents);
/// Its troubles tell why it is as bad as it is.
bool is_explained(const HostStatus& status);
/// What its sensors say, and its incidents do not.
void add_troubles(HostStatus& status, const SensorReport& report);
/// Sensors and power, read just now.
HostStatus status_of(const std::string& host, const Result<HostReport>& report);

/// {"severity", "power", "lamp": {…}, "answers", "error", "incidents": […], "troubles": [{"severity", "text"}]}
schema::Json form(const HostStatus& status);

}  // namespace ipmi::cli
