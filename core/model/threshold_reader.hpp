// The thresholds a BMC compares with now. An SDR holds what it starts with; an administrator may have set others since,
// and some firmware never takes its own SDR's.
#pragma once

#include <ipmi/sensor.hpp>

#include <map>
#include <vector>

#include "session/channel.hpp"

namespace ipmi::model {

/// By sensor index, only where they differ from the SDR's: ten thousand machines as delivered need no memory for them.
using LiveThresholds = std::map<std::uint32_t, Thresholds>;

/// Indices of the sensors whose thresholds the SDR calls readable and whose values mean something.
std::vector<std::uint32_t> sensors_with_thresholds(const SensorTable& table);

/// Get Sensor Thresholds of the sensors `which`, as many at a time as the BMC bears; `live` is brought up to date. A
/// sensor that refuses keeps what was known. IPMI v2.0 rev 1.1, §35.9. Errors: those of Channel::batch.
Task<Result<void>> read_thresholds(session::Channel& channel, const SensorTable& table,
                                   std::vector<std::uint32_t> which, LiveThresholds& live);

}  // namespace ipmi::model
