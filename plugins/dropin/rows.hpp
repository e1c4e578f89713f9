// Sensors and log entries as the rows that `ipmi-sensors` and `ipmi-sel` print: what check_ipmi_sensor was made from.
#pragma once

#include <ipmi/sel.hpp>
#include <ipmi/sensor.hpp>

#include <chrono>
#include <string>
#include <vector>

#include "dropin/options.hpp"

namespace plugins::dropin {

inline constexpr const char* not_available = "N/A";

struct SensorRow {
    std::string id{};  ///< SDR record id, decimal
    std::string name{};
    std::string type{};                 ///< "Power Supply"
    std::string state = not_available;  ///< "Nominal", "Warning", "Critical" or "N/A"
    std::string reading = not_available;
    std::string units = not_available;  ///< of a threshold sensor; "N/A" for all others
    std::string lower_nr = not_available;
    std::string lower_c = not_available;
    std::string lower_nc = not_available;
    std::string upper_nc = not_available;
    std::string upper_c = not_available;
    std::string upper_nr = not_available;
    std::string event = "'OK'";  ///< "'Presence detected' 'Power Supply Failure detected'"
};

struct SelRow {
    std::string id{};
    std::string time{};
    std::string name = not_available;
    std::string type = not_available;
    std::string state = not_available;
    std::string event{};
};

/// Those that have a reading, in the order of their records; one for each record, as FreeIPMI does. Types are chosen
/// here.
std::vector<SensorRow> sensor_rows(const ipmi::SensorReport& report, const Options& options);

/// Oldest first; types and age are chosen here. `now` where the BMC's own clock is not known.
std::vector<SelRow> sel_rows(const ipmi::SelReport& report, const ipmi::SensorTable* table, const Options& options,
                             std::chrono::system_clock::time_point now);

/// Two decimals, as FreeIPMI rounds a reading: cut off below zero, and half a hundredth is rounded down.
std::string reading_text(double value);

}  // namespace plugins::dropin
