#include "healthy64.hpp"

#include "fru_writer.hpp"
#include "sdr_writer.hpp"
#include "sensor_types.hpp"

namespace ipmi::sim {
namespace {

using namespace sensor_type;

// Table 43-13, entity ids.
constexpr std::uint8_t processor = 3, drive_bay = 4, system_board = 7, power_supply = 10, chassis = 23, fan = 29,
                       memory_device = 32, air_inlet = 55;
// Table 43-15, units.
constexpr std::uint8_t celsius = 1, volts = 4, amperes = 5, watts = 6, rpm = 18;

struct Row {
    std::string_view name;
    Entity entity;
    std::uint8_t raw;
};

constexpr Row temperatures[] = {
    {"Inlet Temp", {air_inlet, 1}, 24},
    {"Exhaust Temp", {system_board, 1}, 37},
    {"CPU1 Temp", {processor, 1}, 55},
    {"CPU2 Temp", {processor, 2}, 57},
    {"PCH Temp", {system_board, 2}, 44},
    {"BMC Temp", {system_board, 3}, 41},
    {"VRM1 Temp", {20, 1}, 48},
    {"VRM2 Temp", {20, 2}, 49},
    {"DIMM_A1 Temp", {memory_device, 1}, 35},
    {"DIMM_A2 Temp", {memory_device, 2}, 36},
    {"DIMM_B1 Temp", {memory_device, 3}, 37},
    {"DIMM_B2 Temp", {memory_device, 4}, 36},
    {"DIMM_C1 Temp", {memory_device, 5}, 38},
    {"DIMM_C2 Temp", {memory_device, 6}, 37},
    {"DIMM_D1 Temp", {memory_device, 7}, 39},
    {"DIMM_D2 Temp", {memory_device, 8}, 38},
    {"NVMe1 Temp", {drive_bay, 1}, 39},
    {"NIC Temp", {11, 1}, 52},
};

struct Volt {
    std::string_view name;
    std::int16_t millivolts_a_count;  ///< a multiple of ten
    std::uint8_t raw;
};
constexpr Volt voltages[] = {
    {"P12V", 60, 201},     {"P5V", 30, 168},      {"P3V3", 20, 166},    {"P5V_AUX", 30, 167},
    {"P3V3_AUX", 20, 165}, {"P1V8_PCH", 10, 180}, {"P1V05", 10, 105},   {"VCORE1", 10, 98},
    {"VCORE2", 10, 97},    {"VDDR_AB", 10, 121},  {"VDDR_CD", 10, 120}, {"VBAT", 20, 152},
};

struct Load {
    std::string_view name;
    std::uint8_t type, unit;
    Entity entity;
    std::int16_t m;
    std::int8_t exponent;
    std::uint8_t raw, warning, critical;
};
constexpr Load loads[] = {
    {"PSU1 Input", other_units, watts, {power_supply, 1}, 4, 0, 58, 180, 200},
    {"PSU2 Input", other_units, watts, {power_supply, 2}, 4, 0, 60, 180, 200},
    {"PSU1 Current", current, amperes, {power_supply, 1}, 1, -1, 12, 60, 70},
    {"PSU2 Current", current, amperes, {power_supply, 2}, 1, -1, 13, 60, 70},
    {"Pwr Consumption", other_units, watts, {system_board, 1}, 8, 0, 59, 180, 200},
    {"CPU1 Power", other_units, watts, {processor, 1}, 2, 0, 55, 110, 120},
    {"CPU2 Power", other_units, watts, {processor, 2}, 2, 0, 56, 110, 120},
};

struct Discrete {
    std::string_view name;
    std::uint8_t type, reading_type;
    Entity entity;
    std::uint16_t mask, states;
};
constexpr Discrete discretes[] = {
    {"PSU1 Status", power_supply_type, 0x6f, {power_supply, 1}, 0x000f, 0x0001},
    {"PSU2 Status", power_supply_type, 0x6f, {power_supply, 2}, 0x000f, 0x0001},
    {"PSU Redundancy", power_supply_type, 0x0b, {power_supply, 1}, 0x0007, 0x0001},
    {"CPU1 Status", processor_type, 0x6f, {processor, 1}, 0x0087, 0x0080},
    {"CPU2 Status", processor_type, 0x6f, {processor, 2}, 0x0087, 0x0080},
    {"DIMM_A1", memory, 0x6f, {memory_device, 1}, 0x0063, 0x0040},
    {"DIMM_A2", memory, 0x6f, {memory_device, 2}, 0x0063, 0x0040},
    {"Intrusion", intrusion, 0x6f, {chassis, 1}, 0x0001, 0x0000},
    {"Power Unit", power_unit, 0x6f, {19, 1}, 0x0013, 0x0000},
    {"ACPI State", acpi_state, 0x6f, {system_board, 1}, 0x0021, 0x0001},
    {"Watchdog", watchdog, 0x6f, {system_board, 1}, 0x000f, 0x0000},
    {"NMI", critical_interrupt, 0x6f, {system_board, 1}, 0x0003, 0x0000},
    {"SEL", event_logging, 0x6f, {system_board, 1}, 0x0034, 0x0000},
    {"POST", firmware_progress, 0x6f, {34, 1}, 0x0007, 0x0000},
    {"Drive 0", drive, 0x6f, {drive_bay, 1}, 0x0007, 0x0001},
};

void add_temperatures(Profile& profile, std::uint8_t& number) {
    for (const auto& row : temperatures) {
        AnalogSensor s{
            .number = number++, .name = row.name, .type = temperature, .entity = row.entity, .unit = celsius};
        s.raw = s.nominal = row.raw;
        const std::uint8_t upper = row.entity.id == air_inlet ? 40 : 85;
        s.thresholds = {5, 3, 0, upper, static_cast<std::uint8_t>(upper + 10), static_cast<std::uint8_t>(upper + 20)};
        s.normal_low = 10;
        s.normal_high = static_cast<std::uint8_t>(upper - 5);
        profile.add_record(full_record(s));
    }
}

void add_fans(Profile& profile, std::uint8_t& number) {
    static constexpr std::string_view names[] = {"FAN1", "FAN2", "FAN3", "FAN4",  "FAN5",  "FAN6",
                                                 "FAN7", "FAN8", "FAN9", "FAN10", "FAN11", "FAN12"};
    for (std::uint8_t i = 0; i < 12; ++i) {
        AnalogSensor s{.number = number++, .name = names[i], .type = fan_type, .entity = {fan, std::uint8_t(i + 1)}};
        s.unit = rpm;
        s.m = 100;
        s.raw = s.nominal = static_cast<std::uint8_t>(58 + i);
        s.thresholds = {15, 10, 5, 0, 0, 0};
        s.which = 0x07;
        s.normal_low = 20;
        s.normal_high = 160;
        profile.add_record(full_record(s));
    }
}

void add_voltages(Profile& profile, std::uint8_t& number) {
    for (const auto& row : voltages) {
        AnalogSensor s{
            .number = number++, .name = row.name, .type = voltage, .entity = {system_board, 1}, .unit = volts};
        s.m = static_cast<std::int16_t>(row.millivolts_a_count / 10);
        s.exponent = -2;
        s.raw = s.nominal = row.raw;
        const auto away = [&row](int counts) { return static_cast<std::uint8_t>(row.raw + counts); };
        s.thresholds = {away(-10), away(-15), away(-20), away(10), away(15), away(20)};
        s.normal_low = away(-8);
        s.normal_high = away(8);
        profile.add_record(full_record(s));
    }
}

void add_loads(Profile& profile, std::uint8_t& number) {
    for (const auto& row : loads) {
        AnalogSensor s{.number = number++, .name = row.name, .type = row.type, .entity = row.entity, .unit = row.unit};
        s.m = row.m;
        s.exponent = row.exponent;
        s.raw = s.nominal = row.raw;
        s.thresholds = {0, 0, 0, row.warning, row.critical, 0};
        s.which = 0x18;
        s.normal_low = 1;
        s.normal_high = row.warning;
        profile.add_record(full_record(s));
    }
}

/// Index into the profile of a sensor that was just added; the tables above name each once.
SensorTemplate& last_sensor(Profile& profile) {
    return profile.sensor(profile.sensors().size() - 1);
}

void add_discretes(Profile& profile, std::uint8_t& number) {
    for (const auto& row : discretes) {
        const DiscreteSensor s{number++, row.name, row.type, row.reading_type, row.entity, row.mask, row.states};
        profile.add_record(compact_record(s));
        last_sensor(profile).initial.states = row.states;
    }
}

/// A system event record (type 02h). Table 32-1.
SelBytes event(std::uint16_t id, std::uint32_t time, std::uint8_t type, std::uint8_t number, std::uint8_t direction,
               std::array<std::uint8_t, 3> data) {
    const auto low = [](std::uint32_t word, unsigned byte) { return static_cast<std::uint8_t>(word >> (byte * 8)); };
    return {low(id, 0), low(id, 1), 0x02, low(time, 0), low(time, 1), low(time, 2), low(time, 3), 0x20,
            0x00,       0x04,       type, number,       direction,    data[0],      data[1],      data[2]};
}

void add_log(Profile& profile) {
    constexpr std::uint32_t first = 1735718400;  // 2025-01-01 08:00:00 UTC
    const auto number_of = [&profile](std::string_view name) {
        return profile.sensors()[static_cast<std::size_t>(profile.find_sensor(name))].number;
    };
    const auto psu = number_of("PSU2 Status");
    const auto inlet = number_of("Inlet Temp");
    profile.sel = {
        event(1, first, event_logging, number_of("SEL"), 0x6f, {0x02, 0xff, 0xff}),        // log area cleared
        event(2, first + 86400, power_supply_type, psu, 0x6f, {0x03, 0xff, 0xff}),         // input lost
        event(3, first + 86520, power_supply_type, psu, 0xef, {0x03, 0xff, 0xff}),         // and back
        event(4, first + 172800, temperature, inlet, 0x01, {0x57, 41, 40}),                // upper non-critical high
        event(5, first + 176400, temperature, inlet, 0x81, {0x57, 37, 40}),                // and over
        event(6, first + 259200, memory, number_of("DIMM_A2"), 0x6f, {0x00, 0xff, 0xff}),  // correctable ECC
    };
}

}  // namespace

Profile healthy64() {
    Profile profile;
    profile.name = "healthy64";
    profile.add_record(controller_locator("BMC"));
    profile.add_record(fru_locator(1, "PSU1 FRU", {power_supply, 1}));
    profile.add_record(fru_locator(2, "PSU2 FRU", {power_supply, 2}));
    std::uint8_t number = 1;
    add_temperatures(profile, number);
    add_fans(profile, number);
    add_voltages(profile, number);
    add_loads(profile, number);
    add_discretes(profile, number);
    add_log(profile);
    const FruText server{
        .chassis = {"CHPN-77", "CH-SER-000123"},
        .board = {"Example Corp", "Server Board 2", "BSN0001234567", "BPN-1234-AB", "none"},
        .product = {"Example Corp", "Example Server 2U", "PPN-5678", "v1.2", "PSN000987654", "ASSET-42", "none"}};
    profile.frus[0] = fru_image(server, 512);
    for (std::uint8_t i = 1; i <= 2; ++i) {
        const auto serial = i == 1 ? "PS-77120001" : "PS-77120002";
        const FruText supply{.chassis = {},
                             .board = {"Example Power", "PSU 750W", serial, "PB-750", "none"},
                             .product = {"Example Power", "750 W Platinum", "PP-750", "r3", serial, "none", "none"}};
        profile.frus[i] = fru_image(supply, 256);
    }
    profile.settle();
    return profile;
}

}  // namespace ipmi::sim
