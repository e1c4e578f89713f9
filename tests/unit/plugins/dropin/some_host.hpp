// A host as gather() brings it: a temperature above its non-critical limit, a fan, a power supply that has failed, one
// log entry about it.
#pragma once

#include <ipmi/client.hpp>

namespace plugins::dropin {

inline ipmi::Sensor threshold_sensor(std::uint16_t record, std::uint8_t type, std::string type_name, std::string name) {
    ipmi::Sensor sensor;
    sensor.key.number = static_cast<std::uint8_t>(record);
    sensor.record_id = record;
    sensor.type = type;
    sensor.type_name = std::move(type_name);
    sensor.name = std::move(name);
    sensor.event_reading_type = 0x01;
    sensor.unit = type == 4 ? "RPM" : "C";
    sensor.conversion.format = ipmi::Conversion::Format::unsigned_;
    return sensor;
}

inline ipmi::Sensor power_supply(std::uint16_t record, std::string name) {
    ipmi::Sensor sensor;
    sensor.key.number = static_cast<std::uint8_t>(record);
    sensor.record_id = record;
    sensor.type = 8;
    sensor.type_name = "Power Supply";
    sensor.name = std::move(name);
    sensor.event_reading_type = 0x6f;
    sensor.interpreted = true;
    sensor.states = {{"Presence detected", ipmi::Severity::ok},
                     {"Power Supply Failure detected", ipmi::Severity::critical}};
    sensor.entity = {10, 1, "Power Supply 1"};
    return sensor;
}

inline ipmi::SensorReport some_sensors() {
    auto inlet = threshold_sensor(3, 1, "Temperature", "Inlet Temp");
    inlet.thresholds[ipmi::ThresholdKind::upper_non_critical] = 40;
    inlet.thresholds[ipmi::ThresholdKind::upper_critical] = 45;
    ipmi::SensorTable table;
    table.sensors = {inlet, threshold_sensor(4, 4, "Fan", "FAN1"), power_supply(5, "PSU1 Status")};
    ipmi::SensorReport report;
    report.readings.resize(3);
    for (std::uint32_t i = 0; i < 3; ++i) {
        report.readings[i].sensor = i;
        report.readings[i].reason = ipmi::Reason::none;
        report.readings[i].severity = ipmi::Severity::ok;
    }
    report.readings[0].value = 42;
    report.readings[0].severity = ipmi::Severity::warning;
    report.readings[0].crossed = ipmi::ThresholdKind::upper_non_critical;
    report.readings[0].states = 1 << 3;
    report.readings[1].value = 5800;
    report.readings[2].states = 3;
    report.readings[2].severity = ipmi::Severity::critical;
    report.table = std::make_shared<const ipmi::SensorTable>(std::move(table));
    return report;
}

inline ipmi::SelReport some_log() {
    ipmi::SelRecord record;
    record.id = 1;
    record.record_type = 0x02;
    record.raw[10] = 8;
    record.sensor = ipmi::SensorKey{0x20, 0, 5};
    record.sensor_type = "Power Supply";
    record.event = "Power Supply Failure detected";
    record.interpretation = ipmi::Severity::critical;
    record.time = std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000));
    ipmi::SelReport report;
    report.records = {record};
    return report;
}

inline ipmi::HostReport some_host() {
    ipmi::HostReport host;
    host.sensors = some_sensors();
    host.sel = some_log();
    return host;
}

}  // namespace plugins::dropin
