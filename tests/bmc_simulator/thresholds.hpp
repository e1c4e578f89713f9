// Which thresholds a raw reading crosses, with hysteresis on the way back. IPMI v2.0 rev 1.1, §35.14 and §36.2.
#pragma once

#include <cstdint>

#include "profile.hpp"

namespace ipmi::sim {

/// The comparison bits of Get Sensor Reading, LNC in bit 0. `state.states` is what held before.
std::uint8_t crossed(const SensorTemplate& sensor, const SensorState& state);

}  // namespace ipmi::sim
