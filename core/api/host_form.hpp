// A host as the engine knows it, as JSON. Whatever was read carries the time at which that was.
#pragma once

#include "engine/host_block.hpp"
#include "schema/values.hpp"

namespace ipmi::api {

/// {"host", "addresses", "reach", "since", "error", "severity", "power", "lamp", "generation"}
schema::Json summary(const engine::HostBlock& block);
/// The summary, "read": when, and "report": a SensorReport; without these two where none was read yet.
schema::Json sensors(const engine::HostBlock& block);
/// The same with "chassis": a ChassisStatus.
schema::Json power(const engine::HostBlock& block);

}  // namespace ipmi::api
