// The part that somebody has to replace ("DIMM_A2", "Power Supply 1", "CPU 1"), from what the record and its sensor
// say.
#pragma once

#include <ipmi/sensor.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace ipmi::model {

/// The first part that a text names: "Memory failed test CPU1_DIMM_A1" → "CPU1_DIMM_A1", "PS1 Status" → "Power Supply
/// 1", "CPU2 Temp" → "CPU 2". Empty: it names none.
std::string part_in_text(std::string_view text);

/// The entity as a part; empty for what nobody pulls out and replaces (system board, BIOS, external environment …).
std::string part_of_entity(const Entity& entity);

}  // namespace ipmi::model
