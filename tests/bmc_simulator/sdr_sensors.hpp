// Sensors out of SDR bytes, with plausible readings where nothing else is known.
#pragma once

#include <vector>

#include "profile.hpp"

namespace ipmi::sim {

/// The sensors of our own controller that a full, compact or event-only record describes; a compact one may stand for
/// several (share count). Event-only sensors cannot be read and yield nothing. Short records yield nothing.
std::vector<SensorTemplate> sensors_of(ByteView record);

}  // namespace ipmi::sim
