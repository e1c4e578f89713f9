#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "model/sdr_decode.hpp"

namespace ipmi::model {
namespace {

using Counts = std::unordered_map<std::string, unsigned>;

// From plain to precise; the last one is unique because the key is.
std::string candidate(const Sensor& sensor, unsigned precision) {
    switch (precision) {
        case 0: return sensor.name;
        case 1: return fmt::format("{} ({})", sensor.name, sensor.entity.name);
        case 2: return fmt::format("{} ({}) #{:02x}h", sensor.name, sensor.entity.name, sensor.key.number);
        default: return fmt::format("{} ({}) {}", sensor.name, sensor.entity.name, to_string(sensor.key));
    }
}

}  // namespace

void assign_labels(std::vector<Sensor>& sensors) {
    std::vector<Sensor*> open;
    for (auto& sensor : sensors) open.push_back(&sensor);
    std::unordered_set<std::string> taken;
    for (unsigned precision = 0; precision < 4 && !open.empty(); ++precision) {
        Counts counts;
        for (const auto* sensor : open) ++counts[candidate(*sensor, precision)];
        std::vector<Sensor*> still_open;
        for (auto* sensor : open) {
            auto label = candidate(*sensor, precision);
            if (counts[label] == 1 && taken.insert(label).second)
                sensor->label = std::move(label);
            else
                still_open.push_back(sensor);
        }
        open = std::move(still_open);
    }
    // The same sensor described twice: number the descriptions.
    for (auto* sensor : open) {
        for (unsigned copy = 2; sensor->label.empty() || !taken.insert(sensor->label).second; ++copy)
            sensor->label = fmt::format("{} copy {}", candidate(*sensor, 3), copy);
    }
}

}  // namespace ipmi::model
