// A small machine in memory, for checks that need a report.
#pragma once

#include <ipmi/sensor.hpp>

#include <memory>
#include <string>

class SomeSensors {
public:
    ipmi::Sensor& add(std::string name, std::uint8_t type, std::string type_name, std::uint8_t entity_id,
                      std::string entity) {
        ipmi::Sensor sensor;
        sensor.key.number = static_cast<std::uint8_t>(table_->sensors.size() + 1);
        sensor.name = name;
        sensor.label = std::move(name);
        sensor.type = type;
        sensor.type_name = std::move(type_name);
        sensor.entity.id = entity_id;
        sensor.entity.name = std::move(entity);
        table_->sensors.push_back(std::move(sensor));
        ipmi::Reading reading;
        reading.sensor = static_cast<std::uint32_t>(table_->sensors.size() - 1);
        reading.reason = ipmi::Reason::none;
        reading.severity = ipmi::Severity::ok;
        report_.readings.push_back(reading);
        return table_->sensors.back();
    }
    /// 5:80 and 3:90 are its limits.
    void temperature(std::string name, double value) {
        auto& sensor = add(std::move(name), 1, "Temperature", 3, "Processor 1");
        sensor.event_reading_type = 1;
        sensor.unit = "C";
        sensor.conversion.format = ipmi::Conversion::Format::unsigned_;
        sensor.thresholds.values = {5.0, 3.0, std::nullopt, 80.0, 90.0, std::nullopt};
        sensor.sensor_minimum = 0;
        sensor.sensor_maximum = 255;
        auto& reading = last();
        reading.value = value;
        if (value >= 90)
            reading.crossed = ipmi::ThresholdKind::upper_critical;
        else if (value >= 80)
            reading.crossed = ipmi::ThresholdKind::upper_non_critical;
        if (reading.crossed) reading.severity = severity_of(*reading.crossed);
    }
    void fan(std::string name, double value) {
        auto& sensor = add(std::move(name), 4, "Fan", 29, "Fan Device 1");
        sensor.event_reading_type = 1;
        sensor.unit = "RPM";
        sensor.conversion.format = ipmi::Conversion::Format::unsigned_;
        last().value = value;
    }
    void power_supply(unsigned number, std::uint16_t states) {
        auto& sensor =
            add("PSU" + std::to_string(number), 8, "Power Supply", 10, "Power Supply " + std::to_string(number));
        sensor.event_reading_type = 0x6f;
        sensor.states = {{"Presence detected", ipmi::Severity::ok},
                         {"Power Supply Failure detected", ipmi::Severity::critical}};
        last().states = states;
        if ((states & 2) != 0) last().severity = ipmi::Severity::critical;
    }
    void without(ipmi::Reason reason) {
        last().reason = reason;
        last().value.reset();
        last().crossed.reset();
        last().severity = reason == ipmi::Reason::no_permission ? ipmi::Severity::unknown : ipmi::Severity::ok;
    }
    ipmi::Reading& last() { return report_.readings.back(); }
    ipmi::Sensor& last_sensor() { return table_->sensors.back(); }
    ipmi::SensorReport report() {
        report_.table = table_;
        return report_;
    }

private:
    std::shared_ptr<ipmi::SensorTable> table_ = std::make_shared<ipmi::SensorTable>();
    ipmi::SensorReport report_{};
};
