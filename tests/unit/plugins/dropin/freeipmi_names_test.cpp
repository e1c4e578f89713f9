#include "dropin/freeipmi_names.hpp"

#include <gtest/gtest.h>

namespace plugins::dropin {
namespace {

ipmi::Sensor sensor(std::uint8_t entity, std::uint8_t instance, std::string entity_name, std::string name) {
    ipmi::Sensor out;
    out.entity = {entity, instance, std::move(entity_name)};
    out.name = std::move(name);
    return out;
}

// What FreeIPMI 1.6.10 prints with --entity-sensor-names for such records.
TEST(EntityNames, NumberOnlyWhatThereIsMoreThanOneOf) {
    ipmi::SensorTable table;
    table.sensors = {sensor(3, 1, "Processor 1", "CPU1 Temp"), sensor(29, 1, "Fan 1", "FAN1"),
                     sensor(29, 2, "Fan 2", "FAN2")};
    const EntityNames names(table);
    EXPECT_EQ(names.name(table.sensors[0]), "Processor CPU1 Temp");
    EXPECT_EQ(names.name(table.sensors[2]), "Fan 2 FAN2");
}

TEST(EntityNames, CountDeviceRelativeInstancesFromZero) {
    ipmi::SensorTable table;
    table.sensors = {sensor(10, 0x60, "Power Supply 1", "Status"), sensor(10, 0x61, "Power Supply 2", "Status")};
    EXPECT_EQ(EntityNames(table).name(table.sensors[1]), "Power Supply 1 Status");
}

TEST(EntityNames, CountControllersAndNotFrus) {
    ipmi::SensorTable table;
    table.sensors = {sensor(7, 1, "System Board 1", "Inlet")};
    table.locators.resize(1);
    table.locators[0].entity = {7, 2, "System Board 2"};
    EXPECT_EQ(EntityNames(table).name(table.sensors[0]), "System Board Inlet");
    table.locators[0].kind = ipmi::Locator::Kind::management_controller;
    EXPECT_EQ(EntityNames(table).name(table.sensors[0]), "System Board 1 Inlet");
}

TEST(EntityNames, LeaveOutAPartThatIsUnknownOrNamedAlready) {
    ipmi::SensorTable table;
    table.sensors = {sensor(0, 1, "Unspecified 1", "SEL"), sensor(29, 1, "Fan 1", "fan")};
    const EntityNames names(table);
    EXPECT_EQ(names.name(table.sensors[0]), "SEL");
    EXPECT_EQ(names.name(table.sensors[1]), "fan");
}

TEST(EntityNames, CallReservedEntitiesAsFreeIpmiDoes) {
    ipmi::SensorTable table;
    table.sensors = {sensor(0x37, 1, "reserved 1", "Inlet Temp")};
    EXPECT_EQ(EntityNames(table).name(table.sensors[0]), "OEM System Integrator Inlet Temp");
}

TEST(SharedNames, PutTheNumberBehindTheRecordsName) {
    auto dimm = sensor(32, 1, "Memory Device 1", "A3");
    dimm.record_name = "A";
    EXPECT_EQ(record_name(dimm), "A");
    EXPECT_EQ(sensor_name(dimm), "A 3");
    auto drive = sensor(7, 1, "System Board 1", "Drive 17");
    drive.record_name = "Drive 15";
    EXPECT_EQ(sensor_name(drive), "Drive 15 2");
    EXPECT_EQ(sensor_name(sensor(7, 1, "System Board 1", "Inlet")), "Inlet");
}

// Seen of ipmi-sel 1.6.9 on two Dell machines whose records are alike but for a second controller.
TEST(SharedNames, GoWithoutTheirNumberWhereTheEntityDoes) {
    ipmi::SensorTable table;
    auto drive = sensor(7, 1, "System Board 1", "Drive 17");
    drive.record_name = "Drive 15";
    table.sensors = {drive};
    EXPECT_EQ(EntityNames(table).name(drive), "System Board Drive 15");
    table.sensors.push_back(sensor(7, 2, "System Board 2", "Inlet"));
    EXPECT_EQ(EntityNames(table).name(drive), "System Board 1 Drive 15 2");
    drive.name = "Drive 15";
    EXPECT_EQ(EntityNames(table).name(drive), "System Board 1 Drive 15 0");
}

// Seen of ipmi-sel 1.6.9 on a Dell C6320.
TEST(EntityNames, KeepTheInstancesOfAChassisOwnEntities) {
    ipmi::SensorTable table;
    table.sensors = {sensor(0x90, 0x60, "Chassis Specific 1", "PSU 1 Status"),
                     sensor(0x90, 0x61, "Chassis Specific 2", "PSU 2 Status")};
    EXPECT_EQ(EntityNames(table).name(table.sensors[0]), "Chassis Specific 96 PSU 1 Status");
}

}  // namespace
}  // namespace plugins::dropin
