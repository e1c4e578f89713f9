// A host's readings and the limits in use, as bytes for the store: there are hundreds of thousands of them at a start.
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/sensor.hpp>

#include <map>
#include <vector>

#include "base/bytes.hpp"

namespace ipmi::engine {

Bytes encode_readings(const SensorReport& report);

/// Into `report`, whose table is there. Errors: malformed (then nothing was changed).
Result<void> decode_readings(ByteView bytes, SensorReport& report);

}  // namespace ipmi::engine
