// Hosts and services of monitoring systems, from the inventory and what each BMC really has.
#pragma once

#include <ipmi/sensor.hpp>

#include <optional>
#include <string>
#include <vector>

namespace plugins {

struct FoundHost {
    std::string name{};     ///< in the inventory
    std::string address{};  ///< the BMC's
    std::optional<ipmi::SensorReport> sensors{};
    std::string trouble{};  ///< why it could not be asked
};

struct ServiceStyle {
    std::string inventory{};  ///< empty: the default one, and no option for it
};

/// Names stay the same from one run to the next: bmc-sensors, bmc-sel, bmc-power, bmc-health.
std::string icinga2_services(const std::vector<FoundHost>& hosts, const ServiceStyle& style);
std::string nagios_services(const std::vector<FoundHost>& hosts, const ServiceStyle& style);

}  // namespace plugins
