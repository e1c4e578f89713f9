// The commands this BMC knows, one list per network function; each list stands in the file of its name.
#pragma once

#include <span>

#include "call.hpp"

namespace ipmi::sim {

std::span<const Command> app_commands();
std::span<const Command> app_session_commands();
std::span<const Command> chassis_commands();
std::span<const Command> dcmi_commands();
std::span<const Command> device_sdr_commands();
std::span<const Command> sensor_commands();
std::span<const Command> sensor_event_commands();
std::span<const Command> storage_fru_commands();
std::span<const Command> storage_sdr_commands();
std::span<const Command> storage_sel_commands();
std::span<const Command> transport_commands();

}  // namespace ipmi::sim
