// What doors ask a running engine. Errors of each: those of EngineLink, and malformed where the answer makes no sense.
#pragma once

#include <ipmi/event.hpp>
#include <ipmi/host.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/engine_link.hpp"
#include "client/host_summary.hpp"

namespace ipmi::client {

/// `set` is a host set as the engine's inventory has it; empty: all hosts. In natural order, as the engine tells them.
Result<std::vector<HostSummary>> hosts_of(EngineLink& engine, const std::string& set,
                                          std::chrono::milliseconds timeout);

/// The sensors of a host as the engine has them; of a host that is silent the engine's reason.
/// Errors: also those of Client::sensors; local where the engine has not read it yet.
Result<HostReport> sensors_of(EngineLink& engine, std::string_view host, std::chrono::milliseconds timeout);
/// Power and chassis, the same way.
Result<HostReport> chassis_of(EngineLink& engine, std::string_view host, std::chrono::milliseconds timeout);

struct IncidentQuery {
    std::string set{};  ///< empty: all hosts
    bool all = false;   ///< those that were cleared too
};
struct IncidentList {
    std::vector<Incident> incidents{};
    std::string trouble{};  ///< the engine's journal cannot be written: the newest are missing; empty: it can
};
Result<IncidentList> incidents_of(EngineLink& engine, const IncidentQuery& query, std::chrono::milliseconds timeout);

struct Acknowledging {
    std::string note{};
    std::optional<std::chrono::seconds> lasts{};  ///< empty: until it clears
};
/// The incident as it is then.
Result<Incident> acknowledge(EngineLink& engine, std::uint64_t incident, const Acknowledging& how,
                             std::chrono::milliseconds timeout);

struct EventQuery {
    std::string set{};
    std::uint64_t after = 0;
    std::size_t limit = 1000;
};
struct EventPage {
    std::vector<Event> events{};
    std::uint64_t oldest = 0;  ///< that the journal still has
    std::uint64_t newest = 0;
    std::uint64_t lost = 0;               ///< all up to this one were lost with a journal that was damaged; 0: none
    bool reset = false;                   ///< `after` is of another journal: these are from the oldest on
    std::string trouble{};                ///< as of incidents
    std::optional<std::uint64_t> next{};  ///< the journal was looked at up to here, there may be more; empty: all of it
};
Result<EventPage> events_of(EngineLink& engine, const EventQuery& query, std::chrono::milliseconds timeout);

/// What a reading of the engine's inventory has changed.
struct InventoryReloaded {
    std::size_t hosts = 0;
    std::size_t come = 0;
    std::size_t gone = 0;
    std::vector<std::string> unusable{};  ///< each with the reason
    std::vector<std::string> kept{};      ///< likewise, of hosts that are asked with the former password
};
/// Errors: also local where it is wrong, or would take away more than a tenth of the hosts and that is not forced.
Result<InventoryReloaded> reload_inventory(EngineLink& engine, bool force, std::chrono::milliseconds timeout);

}  // namespace ipmi::client
