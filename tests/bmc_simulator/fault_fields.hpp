// Faults by name: from the command line and the control socket, and back.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "faults.hpp"

namespace ipmi::sim {

/// Throws std::runtime_error: unknown name, wrong kind of value.
void set_fault(Faults& faults, std::string_view name, const nlohmann::json& value);
/// "delay_ms=20,loss=0.01,silent=06:54+ping,one_at_a_time"
void set_faults(Faults& faults, std::string_view text);
/// Only what differs from a healthy BMC.
nlohmann::json to_json(const Faults& faults);
/// One line for each, for --help and the README.
std::string fault_help();

}  // namespace ipmi::sim
