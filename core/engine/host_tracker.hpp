// From what was read of one host to what there is to tell: events, and incidents raised and cleared.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/sel.hpp>
#include <ipmi/sensor.hpp>

#include "engine/host_block.hpp"
#include "engine/host_memory.hpp"
#include "engine/incident_book.hpp"
#include "engine/part_watch.hpp"

namespace ipmi::engine {

/// A part was asked for, and this came of it; empty: it was read.
struct PartAttempt {
    Part part = Part::sensors;
    std::optional<Error> why{};
};

/// What one round has brought; null: that was not asked.
struct Observation {
    WallTime now{};
    Time clock{};
    unsigned failures = 0;  ///< rounds in a row without an answer; 0: this one had answers
    const Error* error = nullptr;
    const SensorReport* sensors = nullptr;
    const ChassisStatus* chassis = nullptr;
    const SelReport* sel = nullptr;
    std::vector<PartAttempt> attempts{};
};

class HostTracker {
public:
    /// `book` outlives the tracker. `memory`: as the journal kept it; empty: a host never seen before.
    HostTracker(std::string host, std::string_view memory, IncidentBook& book, SettlingRules rules = {});

    /// To be written together: the journal and what is remembered here never tell different things.
    store::Changes observe(const Observation& seen);
    /// One of several addresses answers no more, or again; `by`: the one by which the BMC is asked.
    store::Changes path(const std::string& address, bool lost, const std::string& by, WallTime now);
    /// Paths that the inventory does not have any more are nobody's trouble.
    store::Changes forget_paths(const std::vector<std::string>& addresses, WallTime now);
    /// A sensor has changed and a second look, soon, would tell whether that lasts.
    [[nodiscard]] bool wants_second_look() const;
    /// How late the log may tell of what a sensor has told.
    void log_is_read_every(Duration period) { log_period_ = period; }
    /// This log tells of what may be the host's being switched off: whether it is off is wanted before the log is seen.
    [[nodiscard]] bool wants_power(const SelReport& report) const;
    /// A log could not be looked at yet: it is wanted once more.
    [[nodiscard]] bool wants_log() const { return wants_log_; }

    [[nodiscard]] store::KeptHost kept() const { return {host_, to_text(memory_)}; }

private:
    void see_reach(const Observation& seen, store::Changes& changes);
    void see_attempt(const PartAttempt& attempt, const Observation& seen, store::Changes& changes);
    void see_chassis(const ChassisStatus& status, WallTime now, store::Changes& changes);
    void see_sensors(const SensorReport& report, const Observation& seen, store::Changes& changes);
    void see_sensor(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds, const Observation& seen,
                    store::Changes& changes);
    /// What the log has told of a sensor and the host's being off explains.
    void end_explained(const Sensor& sensor, WallTime now, store::Changes& changes);
    /// What a new description of the sensors does not have any more is nobody's trouble.
    void forget_sensors(const SensorTable& table, WallTime now, store::Changes& changes);
    void see_log(const SelReport& report, const Observation& seen, store::Changes& changes);
    /// Raised or ended, as `there` says.
    void fault(bool there, const char* key, Severity severity, const char* text, WallTime now, store::Changes& changes);
    Event& tell(store::Changes& changes, EventKind kind, Severity severity, std::string text, WallTime now) const;

    std::string host_;
    IncidentBook& book_;
    SettlingRules rules_;
    HostMemory memory_;
    std::string known_;                      ///< what the journal has of the memory
    std::map<SensorKey, Settling> sensors_;  ///< those that are or were not ok of late
    std::shared_ptr<const SensorTable> table_;
    std::map<Part, PartWatch> parts_;
    std::optional<Time> without_names_since_{};  ///< a log was read, and sensors were not
    Duration log_period_ = std::chrono::minutes(1);
    bool wants_log_ = false;
};

}  // namespace ipmi::engine
