// A host as the engine knows it, as JSON. Whatever was read carries the time at which that was.
#pragma once

#include "engine/host_block.hpp"
#include "schema/sensor_writer.hpp"
#include "schema/values.hpp"

namespace ipmi::api {

/// {"colour", "blinking"}
schema::Json form(const Lamp& lamp);

/// {"host", "addresses", "path", "reach", "since", "stale", "error", "severity", "power", "lamp", "generation"}
schema::Json summary(const engine::HostBlock& block);
/// The summary, "read": when, and "report": a SensorReport; without these two where none was read yet.
schema::Json sensors(const engine::HostBlock& block);
/// The same as a line, written without a tree: this is what is asked most.
std::string sensors_line(const engine::HostBlock& block, schema::SensorForms<schema::JsonWriter>& forms);
/// The same with "chassis": a ChassisStatus with details, and "dcmi_power" with its own "read" where the BMC has it.
schema::Json power(const engine::HostBlock& block);
/// The same with "report": a SelReport; "read": when it was seen last that nothing is new.
schema::Json sel(const engine::HostBlock& block);
/// The same with "device": a DeviceReport, whose "lan" and "users" are of "settings_read".
schema::Json device(const engine::HostBlock& block);
/// The same with "report": a FruReport.
schema::Json fru(const engine::HostBlock& block);

/// One part alone: {"read", "report", "failed"}, the first two where it was read, the last where the newest attempt was
/// in vain: {"time", "error": {…}}.
schema::Json part(const engine::HostBlock& block, engine::Part which);

}  // namespace ipmi::api
