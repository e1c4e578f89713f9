// Names as FreeIPMI forms them: of a sensor in `ipmi-sensors`, and with its entity in front in `ipmi-sel
// --entity-sensor-names`. Graphs and exclude files of users hold these names.
#pragma once

#include <ipmi/sel.hpp>
#include <ipmi/sensor.hpp>

#include <array>
#include <string>

namespace plugins::dropin {

/// A record's own name, also where several sensors share the record.
std::string record_name(const ipmi::Sensor& sensor);
/// The same, with the number of the sensor behind a blank where several share the record: "Drive 3".
std::string sensor_name(const ipmi::Sensor& sensor);

/// How many instances of each entity the SDRs know: with one the name goes without its number ("Processor CPU1 Temp"),
/// with more it has one ("Fan 2 FAN2").
class EntityNames {
public:
    explicit EntityNames(const ipmi::SensorTable& table);
    /// Of several sensors in one record each has its own name only where the entity has its number: of a "System
    /// Board" all are "Drive 0", of "System Board 1" one is "Drive 0 3".
    [[nodiscard]] std::string name(const ipmi::Sensor& sensor) const;
    /// The same for one sensor of a shared record, or for the record.
    [[nodiscard]] std::string name(const ipmi::Sensor& sensor, const std::string& plain_name) const;

private:
    std::array<unsigned, 256> instances_{};
};

}  // namespace plugins::dropin
