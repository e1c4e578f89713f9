// Sensor types as FreeIPMI's command line writes them ("Power_Supply", "power supply", "8"), lists of them, and what is
// in such a list. IPMI v2.0 rev 1.1, table 42-3.
#pragma once

#include <ipmi/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plugins {

/// Codes; empty: all.
using SensorTypes = std::vector<std::uint8_t>;

/// `lists`: one for each time the option stood, each separated by ',' or '|'; "all" in one of them means every type.
/// Errors: local ("invalid sensor type 'Fans'").
ipmi::Result<SensorTypes> parse_sensor_types(const std::vector<std::string>& lists);

bool contains(const SensorTypes& types, std::uint8_t type);

/// Parts between the separators, outer blanks and empty parts removed.
std::vector<std::string> split_list(const std::vector<std::string>& lists, std::string_view separators);

}  // namespace plugins
