// Performance data in the original's form: 'label'=value;LNC:UNC;LC:UC, without units, minimum and maximum. Graphs of
// years hang on these labels and values.
#pragma once

#include <string>

#include "dropin/rows.hpp"

namespace plugins::dropin {

/// "5:80", "5:", "~:80" or nothing.
std::string range(const std::string& low, const std::string& high);
/// Of a row that has a number.
std::string metric(const SensorRow& row, const Options& options);
/// A label, quoted; with -o zenoss with underscores and without quotes.
std::string metric_label(const std::string& name, bool zenoss);

}  // namespace plugins::dropin
