#include "engine/host_tracker.hpp"

#include <fmt/format.h>
#include <ipmi/reading_text.hpp>

#include <algorithm>
#include <set>

#include "base/completion.hpp"
#include "engine/log_pairs.hpp"
#include "schema/values.hpp"

namespace ipmi::engine {
namespace {

constexpr unsigned silent_at = 2;  ///< failures in a row: one lost round is no news
constexpr auto patience_for_names = std::chrono::seconds(90);
/// The log may tell of a trouble before the sensor shows it: so long a reading without it is not its end.
constexpr auto patience_for_sensor = std::chrono::seconds(90);

/// The parts whose silence hides troubles; null: another one.
const char* name_of(Part part) {
    switch (part) {
        case Part::sensors: return "sensors";
        case Part::chassis: return "power and chassis";
        case Part::sel: return "event log";
        default: return nullptr;
    }
}

/// A BMC without a log says so each time; that is how it is.
bool is_not_there(const Error& why) {
    return why.code == Errc::unsupported || why.completion == completion::invalid_command;
}

}  // namespace

HostTracker::HostTracker(std::string host, std::string_view memory, IncidentBook& book, SettlingRules rules)
    : host_(std::move(host)), book_(book), rules_(rules), memory_(parse_memory(memory)), known_(memory) {
    for (const auto& [key, state] : memory_.sensors) sensors_.emplace(key, Settling(state));
}

store::Changes HostTracker::observe(const Observation& seen) {
    store::Changes changes;
    see_reach(seen, changes);
    for (const auto& attempt : seen.attempts) see_attempt(attempt, seen, changes);
    if (seen.chassis != nullptr) see_chassis(*seen.chassis, seen.now, changes);
    // The log first: where it and the sensor tell of the same trouble in one round, both are there when it is judged.
    if (seen.sensors != nullptr && seen.sensors->table && seen.sensors->table != table_) {
        table_ = seen.sensors->table;
        forget_sensors(*table_, seen.now, changes);
    }
    if (seen.sel != nullptr) see_log(*seen.sel, seen, changes);
    if (seen.sensors != nullptr) see_sensors(*seen.sensors, seen, changes);
    if (auto text = to_text(memory_); text != known_) {
        known_ = text;
        changes.hosts.push_back({host_, std::move(text)});
    }
    return changes;
}

bool HostTracker::wants_second_look() const {
    return std::any_of(sensors_.begin(), sensors_.end(), [](const auto& entry) { return entry.second.unconfirmed(); });
}

bool HostTracker::wants_power(const SelReport& report) const {
    if (memory_.power == PowerState::off) return false;
    const auto& records = report.records;
    const auto news = records.begin() + static_cast<std::ptrdiff_t>(first_new(records, memory_));
    return std::any_of(news, records.end(),
                       [](const SelRecord& record) { return record.open() && explained_by_power_off(record); });
}

Event& HostTracker::tell(store::Changes& changes, EventKind kind, Severity severity, std::string text,
                         WallTime now) const {
    Event event;
    event.time = now;
    event.host = host_;
    event.kind = kind;
    event.severity = severity;
    event.text = std::move(text);
    return changes.events.emplace_back(std::move(event));
}

void HostTracker::see_reach(const Observation& seen, store::Changes& changes) {
    constexpr auto key = "reachability";
    if (seen.failures == 0) {
        if (!memory_.silent) return;
        memory_.silent = false;
        const auto id = book_.end(host_, key, "poll", seen.now, changes);
        tell(changes, EventKind::reachability, Severity::ok, "the BMC answers again", seen.now).incident = id;
        return;
    }
    if (memory_.silent || seen.failures < silent_at) return;
    memory_.silent = true;
    const auto text =
        fmt::format("the BMC does not answer: {}", seen.error != nullptr ? seen.error->context : "no reason");
    const auto id = book_.raise({host_, key, "poll", Severity::unknown, text}, seen.now, changes);
    tell(changes, EventKind::reachability, Severity::unknown, text, seen.now).incident = id;
}

void HostTracker::see_attempt(const PartAttempt& attempt, const Observation& seen, store::Changes& changes) {
    const auto* name = name_of(attempt.part);
    if (name == nullptr) return;
    const auto key = fmt::format("part {}", to_string(attempt.part));
    auto& watch = parts_[attempt.part];
    if (!attempt.why || is_not_there(*attempt.why)) {
        watch.answered();
        static_cast<void>(book_.end(host_, key, "poll", seen.now, changes));
        return;
    }
    const auto since = watch.failed(seen.now, seen.clock);
    if (!since) return;
    const auto text =
        fmt::format("{} not read since {}: {}", name,
                    schema::time_text(std::chrono::floor<std::chrono::seconds>(*since)), attempt.why->context);
    static_cast<void>(book_.raise({host_, key, "poll", Severity::unknown, text}, seen.now, changes));
}

// The book knows which are lost, also after a restart.
store::Changes HostTracker::path(const std::string& address, bool lost, const std::string& by, WallTime now) {
    store::Changes changes;
    const auto key = "path " + address;
    const bool was_lost = book_.seen_by(host_, "path").contains(key);
    if (lost == was_lost) return changes;
    if (lost) {
        const auto text = fmt::format("path {} lost, monitoring goes on by {}", address, by);
        const auto id = book_.raise({host_, key, "path", Severity::warning, text}, now, changes);
        tell(changes, EventKind::reachability, Severity::warning, text, now).incident = id;
    } else {
        const auto id = book_.end(host_, key, "path", now, changes);
        tell(changes, EventKind::reachability, Severity::ok, fmt::format("path {} is back", address), now).incident =
            id;
    }
    return changes;
}

store::Changes HostTracker::forget_paths(const std::vector<std::string>& addresses, WallTime now) {
    store::Changes changes;
    std::set<std::string> keys;
    if (addresses.size() > 1)
        for (const auto& address : addresses) keys.insert("path " + address);
    for (const auto& [key, source] : book_.seen_by(host_, "path"))
        if (!keys.contains(key)) book_.end_all(host_, key, "inventory", now, changes);
    return changes;
}

void HostTracker::fault(bool there, const char* key, Severity severity, const char* text, WallTime now,
                        store::Changes& changes) {
    if (there)
        static_cast<void>(book_.raise({host_, key, "chassis", severity, text}, now, changes));
    else
        static_cast<void>(book_.end(host_, key, "chassis", now, changes));
}

void HostTracker::see_chassis(const ChassisStatus& status, WallTime now, store::Changes& changes) {
    if (memory_.power && *memory_.power != status.power)
        tell(changes, EventKind::power, Severity::ok, fmt::format("power is {}", to_string(status.power)), now);
    memory_.power = status.power;
    if (status.identify != IdentifyState::unknown) {
        const bool on = status.identify != IdentifyState::off;
        if (memory_.identifying.value_or(false) != on)
            tell(changes, EventKind::identify, Severity::ok, fmt::format("identify lamp {}", on ? "on" : "off"), now);
        memory_.identifying = on;
    }
    fault(status.power_fault, "chassis.power_fault", Severity::critical, "main power fault", now, changes);
    fault(status.power_control_fault, "chassis.power_control_fault", Severity::critical, "power control fault", now,
          changes);
    fault(status.power_overload, "chassis.power_overload", Severity::critical, "power overload", now, changes);
    fault(status.drive_fault, "chassis.drive_fault", Severity::critical, "drive fault", now, changes);
    fault(status.cooling_fault, "chassis.cooling_fault", Severity::critical, "cooling or fan fault", now, changes);
    fault(status.intrusion, "chassis.intrusion", Severity::warning, "chassis intrusion", now, changes);
}

void HostTracker::see_sensors(const SensorReport& report, const Observation& seen, store::Changes& changes) {
    if (!report.table) return;
    for (const auto& reading : report.readings)
        see_sensor(report.table->sensors.at(reading.sensor), reading, report.thresholds_of(reading), seen, changes);
    std::erase_if(sensors_, [&](const auto& entry) { return entry.second.forgettable(seen.clock, rules_); });
}

void HostTracker::see_sensor(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds,
                             const Observation& seen, store::Changes& changes) {
    auto known = sensors_.find(sensor.key);
    const auto before = known == sensors_.end() ? SensorState{} : known->second.settled();
    const auto state = state_of(sensor, reading, thresholds, before);
    if (!state) {
        // Nothing is known: whoever asks again soon is told no more.
        if (known != sensors_.end()) known->second.interrupted();
        return;
    }
    const auto key = to_string(sensor.key);
    if (before.severity == Severity::ok && state->severity == Severity::ok) {
        // What the log alone has told of a threshold is over when the sensor is read and is well.
        if (sensor.is_threshold() && reading.reason == Reason::none)
            book_.end_all(host_, key, "sensor", seen.now, changes, patience_for_sensor);
        if (reading.reason == Reason::host_off) end_explained(sensor, seen.now, changes);
        if (known == sensors_.end()) return;
    }
    if (known == sensors_.end()) known = sensors_.emplace(sensor.key, Settling{}).first;
    const bool flapped = known->second.flapping();
    const auto settled = known->second.take(*state, seen.clock, rules_);
    const auto& label = sensor.label.empty() ? sensor.name : sensor.label;
    if (!flapped && known->second.flapping())
        tell(changes, EventKind::sensor, before.severity,
             label + " changes to and fro; it counts as not ok until it is calm", seen.now)
            .sensor = key;
    if (known->second.settled().severity == Severity::ok)
        memory_.sensors.erase(sensor.key);
    else
        memory_.sensors[sensor.key] = known->second.settled();
    if (!settled) return;
    const auto text =
        fmt::format("{}{} {}", label, reading.value ? "" : ":", condition_text(sensor, reading, thresholds));
    std::uint64_t id = 0;
    if (settled->severity == Severity::ok) {
        id = book_.end(host_, key, "sensor", seen.now, changes);
        // Whatever the log has said: firmware that logs no end is common, and the sensor is read and well.
        book_.end_all(host_, key, "sensor", seen.now, changes);
    } else {
        id = book_.raise({host_, key, "sensor", settled->severity, text}, seen.now, changes);
    }
    auto& event = tell(changes, EventKind::sensor, settled->severity, text, seen.now);
    event.sensor = key;
    event.incident = id;
}

void HostTracker::end_explained(const Sensor& sensor, WallTime now, store::Changes& changes) {
    const auto key = to_string(sensor.key);
    const auto seen = book_.seen_by(host_, "sel");
    const auto [begin, end] = seen.equal_range(key);
    for (auto at = begin; at != end; ++at)
        if (explained_by_power_off(sensor, at->second))
            static_cast<void>(book_.end(host_, key, at->second, now, changes));
}

void HostTracker::forget_sensors(const SensorTable& table, WallTime now, store::Changes& changes) {
    if (!table.complete()) return;
    std::set<SensorKey> keys;
    for (const auto& sensor : table.sensors) keys.insert(sensor.key);
    std::erase_if(sensors_, [&keys](const auto& entry) { return !keys.contains(entry.first); });
    std::erase_if(memory_.sensors, [&keys](const auto& entry) { return !keys.contains(entry.first); });
    for (const auto& [text, source] : book_.seen_by(host_, "sensor"))
        if (const auto key = parse_sensor_key(text); key && !keys.contains(*key))
            static_cast<void>(book_.end(host_, text, source, now, changes));
}

void HostTracker::see_log(const SelReport& report, const Observation& seen, store::Changes& changes) {
    if (!report.complete) return;  // the rest comes with the next round
    // Which sensor a record is about is known when the sensors are; where they cannot be read, the log is told without.
    if (!without_names_since_) without_names_since_ = seen.clock;
    wants_log_ = !table_ && seen.clock < *without_names_since_ + patience_for_names;
    if (wants_log_) return;
    const auto news = first_new(report.records, memory_);
    const bool first_contact = !memory_.log_known;
    const auto late = log_period_ + log_period_ / 2;
    for (auto i = news; i < report.records.size(); ++i) {
        const auto& record = report.records[i];
        if (first_contact && !record.open()) continue;  // history
        const auto pair = pair_of(record, table_.get());
        std::uint64_t id = 0;
        const bool off = memory_.power == PowerState::off && explained_by_power_off(record);
        if (record.open() && !off)
            id = book_.raise({host_, pair.incident, pair.source, record.severity, text_of(record), late}, seen.now,
                             changes);
        auto& event =
            tell(changes, EventKind::sel, record.asserted ? record.severity : Severity::ok, text_of(record), seen.now);
        event.incident = id;
        if (record.sensor) event.sensor = to_string(*record.sensor);
    }
    memory_.log_known = true;
    memory_.last_record.reset();
    if (!report.records.empty()) memory_.last_record = report.records.back().raw;
    // What the log has told and does not hold open any more: it deasserted, was acknowledged, or the log was cleared.
    std::set<std::pair<std::string, std::string>> open;
    for (const auto& record : report.records) {
        if (!record.open()) continue;
        // By each name that it may have been told: sensors are not always known when their records are read.
        for (const auto& pair : {pair_of(record, table_.get()), pair_of(record, nullptr)})
            open.emplace(pair.incident, pair.source);
        if (record.sensor) open.emplace(to_string(*record.sensor), pair_of(record, nullptr).source);
    }
    for (const auto& [key, source] : book_.seen_by(host_, "sel"))
        if (!open.contains({key, source})) static_cast<void>(book_.end(host_, key, source, seen.now, changes));
}

}  // namespace ipmi::engine
