// The sensor that a command's number and LUN name.
#pragma once

#include "call.hpp"

namespace ipmi::sim {

/// Calls `work(template, index)`; a number without a sensor is CBh.
template <class Work>
Completion with_sensor(Call& call, std::uint8_t number, Work&& work) {
    const auto& profile = call.bmc.profile();
    const int index = profile.find_sensor(call.lun, number);
    if (index < 0) return Completion::not_present;
    return work(profile.sensors()[static_cast<std::size_t>(index)], static_cast<std::size_t>(index));
}

/// What the sensor reads now: as set, or wandering about that. The comparison bits follow; nothing is logged.
SensorState present_state(const Bmc& bmc, const SensorTemplate& sensor, std::size_t index, Time now);

inline bool is_unavailable(const Bmc& bmc, const SensorTemplate& sensor, const SensorState& state) {
    return state.unavailable || (sensor.needs_host && !bmc.chassis.on);
}

}  // namespace ipmi::sim
