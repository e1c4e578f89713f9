// The commands this BMC knows, one list per network function; each list stands in the file of its name.
#pragma once

#include <span>

#include "call.hpp"

namespace ipmi::sim {

std::span<const Command> app_commands();
std::span<const Command> sensor_commands();
std::span<const Command> storage_sdr_commands();

}  // namespace ipmi::sim
