// Changing what a sensor reads, with the events that follow. IPMI v2.0 rev 1.1, §29.7 (event data) and table 42-2.
#pragma once

#include <array>
#include <string_view>

#include "bmc.hpp"

namespace ipmi::sim {

/// The first sensor of a type, -1: none.
int find_sensor_of_type(const Profile& profile, std::uint8_t type);

/// New reading; comparison bits follow, and with `log` the events that the sensor's masks allow.
void set_raw(Bmc& bmc, std::size_t sensor, std::uint8_t raw, bool log, Time now);
/// New discrete states, likewise.
void set_states(Bmc& bmc, std::size_t sensor, std::uint16_t states, bool log, Time now);
/// New thresholds for those in `mask`; the reading is compared with them at once.
void set_thresholds(Bmc& bmc, std::size_t sensor, std::uint8_t mask, const std::array<std::uint8_t, 6>& values,
                    bool log, Time now);

/// A system event record of this sensor.
void log_event(Bmc& bmc, const SensorTemplate& sensor, bool assertion, const std::array<std::uint8_t, 3>& data,
               Time now);
/// The same for a sensor that has no record.
void log_event(Bmc& bmc, std::uint8_t type, std::uint8_t number, std::uint8_t direction_and_type,
               const std::array<std::uint8_t, 3>& data, Time now);

}  // namespace ipmi::sim
