// The sensor table of a BMC (remembered, shared, or read) and one poll of it.
#pragma once

#include "host/bmc.hpp"

namespace ipmi::host {

/// Errors: those of the session; local (the decoding library is not installed and a record must be decoded).
Task<Result<SensorReport>> read_sensors(Bmc& bmc);

/// The table alone, for readers of events and parts that want names. `bmc.warnings` tells what is missing.
Task<Result<SharedTable>> sensor_table(Bmc& bmc);

}  // namespace ipmi::host
