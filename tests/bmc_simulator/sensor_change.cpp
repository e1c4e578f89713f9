#include "sensor_change.hpp"

#include <algorithm>

#include "thresholds.hpp"

namespace ipmi::sim {
namespace {

constexpr std::uint8_t reading_and_threshold_follow = 0x50;  // event data 2 and 3, table 29-6

/// Compares with the thresholds and logs what changed.
void compare(Bmc& bmc, std::size_t index, bool log, Time now) {
    const auto& sensor = bmc.profile().sensors()[index];
    auto& state = bmc.sensors.touch(bmc.profile(), index);
    const auto before = state.states;
    state.states = crossed(sensor, state);
    if (!log || !state.events) return;
    const unsigned changed = before ^ state.states;
    for (unsigned i = 0; i < 6; ++i) {
        if ((changed >> i & 1) == 0) continue;
        const bool holds = (state.states >> i & 1) != 0;
        const unsigned offset = i * 2 + (i < 3 ? 0 : 1);  // lower ones going low, upper ones going high
        const auto mask = holds ? sensor.assertions : sensor.deassertions;
        if ((mask >> offset & 1) == 0) continue;
        const auto first = static_cast<std::uint8_t>(reading_and_threshold_follow | offset);
        log_event(bmc, sensor, holds, {first, state.raw, state.thresholds[i]}, now);
    }
}

}  // namespace

int find_sensor_of_type(const Profile& profile, std::uint8_t type) {
    const auto found = std::ranges::find(profile.sensors(), type, &SensorTemplate::type);
    return found == profile.sensors().end() ? -1 : static_cast<int>(found - profile.sensors().begin());
}

void set_raw(Bmc& bmc, std::size_t index, std::uint8_t raw, bool log, Time now) {
    bmc.sensors.touch(bmc.profile(), index).raw = raw;
    if (bmc.profile().sensors()[index].is_threshold()) compare(bmc, index, log, now);
}

void set_thresholds(Bmc& bmc, std::size_t index, std::uint8_t mask, const std::array<std::uint8_t, 6>& values, bool log,
                    Time now) {
    auto& state = bmc.sensors.touch(bmc.profile(), index);
    for (std::size_t i = 0; i < 6; ++i)
        if (mask >> i & 1) state.thresholds[i] = values[i];
    compare(bmc, index, log, now);
}

void set_states(Bmc& bmc, std::size_t index, std::uint16_t states, bool log, Time now) {
    const auto& sensor = bmc.profile().sensors()[index];
    auto& state = bmc.sensors.touch(bmc.profile(), index);
    const auto before = state.states;
    state.states = states & 0x7fff;
    if (!log || !state.events) return;
    const unsigned changed = before ^ state.states;
    for (unsigned offset = 0; offset < 15; ++offset) {
        if ((changed >> offset & 1) == 0) continue;
        const bool holds = (state.states >> offset & 1) != 0;
        const auto mask = holds ? sensor.assertions : sensor.deassertions;
        if (mask >> offset & 1)
            log_event(bmc, sensor, holds,
                      {static_cast<std::uint8_t>(offset), unspecified_event_data, unspecified_event_data}, now);
    }
}

void log_event(Bmc& bmc, const SensorTemplate& sensor, bool assertion, const std::array<std::uint8_t, 3>& data,
               Time now) {
    log_event(bmc, sensor.type, sensor.number, static_cast<std::uint8_t>(sensor.reading_type | (assertion ? 0 : 0x80)),
              data, now);
}

void log_event(Bmc& bmc, std::uint8_t type, std::uint8_t number, std::uint8_t direction_and_type,
               const std::array<std::uint8_t, 3>& data, Time now) {
    constexpr std::uint8_t system_event = 0x02;
    constexpr std::uint8_t event_message_revision = 0x04;
    SelBytes record{};
    record[2] = system_event;
    record[7] = packet::bmc_address;
    record[9] = event_message_revision;
    record[10] = type;
    record[11] = number;
    record[12] = direction_and_type;
    std::ranges::copy(data, record.begin() + 13);
    bmc.log.add(record, bmc.log_time(now));
}

}  // namespace ipmi::sim
