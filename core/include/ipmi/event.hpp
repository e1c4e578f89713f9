// What happened and what is wrong: the words of the engine's journal. Times are this machine's.
// Nothing here fails.
#pragma once

#include <ipmi/severity.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ipmi {

enum class EventKind : std::uint8_t {
    sensor,        ///< a sensor changed for the worse or the better
    sel,           ///< a new record of the System Event Log
    power,         ///< the power state changed
    reachability,  ///< the BMC fell silent, or answers again
    identify,      ///< the identify lamp was switched
    incident,      ///< one was raised, changed, acknowledged, cleared
    audit,         ///< somebody did something
    engine,        ///< the engine itself: it could not write its journal, say
};
/// "sensor" …
const char* to_string(EventKind kind);

/// One line of the journal.
struct Event {
    std::uint64_t sequence = 0;  ///< from 1, never goes back and is never given twice; 0: not written yet
    std::chrono::system_clock::time_point time{};
    std::string host{};  ///< empty: the engine's own
    EventKind kind = EventKind::engine;
    Severity severity = Severity::ok;
    std::string text{};
    std::string sensor{};        ///< "32.0.5", as to_string(SensorKey); empty: none
    std::uint64_t incident = 0;  ///< 0: none
    bool operator==(const Event&) const = default;
};

/// Somebody has seen it and says so; it stays open.
struct IncidentAcknowledgement {
    std::string who{};
    std::string note{};
    std::chrono::system_clock::time_point when{};
    std::optional<std::chrono::system_clock::time_point> until{};  ///< empty: until it clears
    bool operator==(const IncidentAcknowledgement&) const = default;
};

/// One trouble from raise to clear, whoever saw it.
struct Incident {
    std::uint64_t id = 0;  ///< from 1, never given twice
    std::string host{};
    std::string key{};  ///< what it is about: a sensor's key, the pair of events of a log, "reachability", …
    Severity severity = Severity::unknown;
    std::string text{};
    std::vector<std::string> sources{};  ///< that have seen it, in this order: "sensor", "sel", …
    std::chrono::system_clock::time_point raised{};
    std::chrono::system_clock::time_point updated{};
    std::optional<std::chrono::system_clock::time_point> cleared{};  ///< empty: open
    std::string cleared_by{};                                        ///< with `cleared`: a source, or who did
    std::optional<IncidentAcknowledgement> acknowledged{};
    bool operator==(const Incident&) const = default;
};

}  // namespace ipmi
