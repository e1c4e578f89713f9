// Sensor types. IPMI v2.0 rev 1.1, table 42-3.
#pragma once

#include <cstdint>

namespace ipmi::sim::sensor_type {

inline constexpr std::uint8_t temperature = 0x01;
inline constexpr std::uint8_t voltage = 0x02;
inline constexpr std::uint8_t current = 0x03;
inline constexpr std::uint8_t fan_type = 0x04;
inline constexpr std::uint8_t intrusion = 0x05;
inline constexpr std::uint8_t processor_type = 0x07;
inline constexpr std::uint8_t power_supply_type = 0x08;
inline constexpr std::uint8_t power_unit = 0x09;
inline constexpr std::uint8_t other_units = 0x0b;
inline constexpr std::uint8_t memory = 0x0c;
inline constexpr std::uint8_t drive = 0x0d;
inline constexpr std::uint8_t firmware_progress = 0x0f;
inline constexpr std::uint8_t event_logging = 0x10;
inline constexpr std::uint8_t critical_interrupt = 0x13;
inline constexpr std::uint8_t acpi_state = 0x22;
inline constexpr std::uint8_t watchdog = 0x23;

}  // namespace ipmi::sim::sensor_type
