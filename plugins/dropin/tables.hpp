// What -vvv shows before the result: all rows as tables, from which users take ids, names and types for their filters.
#pragma once

#include <string>
#include <vector>

#include "dropin/rows.hpp"

namespace plugins::dropin {

std::string sensor_table(const std::vector<SensorRow>& rows);
std::string sel_table(const std::vector<SelRow>& rows);

}  // namespace plugins::dropin
