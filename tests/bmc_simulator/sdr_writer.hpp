// SDR bytes for the built-in profile. IPMI v2.0 rev 1.1, §43.1 (full), §43.2 (compact), §43.8 (FRU locator), §43.9
// (controller locator). Record ids are left 0: the profile numbers its records.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/bytes.hpp"

namespace ipmi::sim {

struct Entity {
    std::uint8_t id = 0;
    std::uint8_t instance = 1;
};

struct AnalogSensor {
    std::uint8_t number = 0;
    std::string_view name{};
    std::uint8_t type = 0;
    Entity entity{};
    std::uint8_t unit = 0;  ///< table 43-15
    std::int16_t m = 1;
    std::int8_t exponent = 0;  ///< of the result
    std::uint8_t raw = 0;
    std::array<std::uint8_t, 6> thresholds{};  ///< raw; LNC LC LNR UNC UC UNR
    std::uint8_t which = 0x3f;                 ///< thresholds that exist, LNC in bit 0
    std::uint8_t nominal = 0;
    std::uint8_t normal_low = 0;
    std::uint8_t normal_high = 0;
};

struct DiscreteSensor {
    std::uint8_t number = 0;
    std::string_view name{};
    std::uint8_t type = 0;
    std::uint8_t reading_type = 0x6f;
    Entity entity{};
    std::uint16_t mask = 0;    ///< offsets that exist
    std::uint16_t states = 0;  ///< offsets asserted
};

Bytes full_record(const AnalogSensor& sensor);
Bytes compact_record(const DiscreteSensor& sensor);
Bytes fru_locator(std::uint8_t fru, std::string_view name, Entity entity);
Bytes controller_locator(std::string_view name);

}  // namespace ipmi::sim
