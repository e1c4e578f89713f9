// The control protocol: one JSON object a line in, one a line out. README.md lists the words.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "fleet.hpp"

namespace ipmi::sim {

/// Carries out one line for the BMCs it names. Never throws: {"ok":false,"error":…} says what is wrong, and then
/// nothing after the wrong word has been done.
std::string answer_control(Fleet& fleet, std::string_view line, Time now);

/// The words that change or show one BMC; each throws std::runtime_error or a JSON exception.
void control_reading(Bmc& bmc, const nlohmann::json& request, Time now);
void control_thresholds(Bmc& bmc, const nlohmann::json& request, Time now);
void control_log(Bmc& bmc, const nlohmann::json& request, Time now);
void control_power(Bmc& bmc, const std::string& word, Time now);
void control_fault(Bmc& bmc, const nlohmann::json& request, Time now);
nlohmann::json show_state(Bmc& bmc, const std::string& address, Time now);
nlohmann::json show_sensors(const Bmc& bmc);
nlohmann::json show_log(const Bmc& bmc);

}  // namespace ipmi::sim
