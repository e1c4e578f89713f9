// The sensors of a BMC as an ipmi_sim command file (.emu) sets them up: what Get Sensor Reading answers there.
#pragma once

#include <map>

#include <ipmi/sensor.hpp>

#include "unit/model/corpus.hpp"

namespace corpus {

struct EmulatedSensor {
    std::uint8_t raw = 0;
    std::uint16_t states = 0;
    bool scanning = false;
    std::optional<std::uint8_t> readable_thresholds{};  ///< empty: never set up
    std::array<std::uint8_t, ipmi::threshold_count> thresholds{};  ///< as Get Sensor Thresholds answers
    [[nodiscard]] ipmi::Bytes answer() const {
        const auto flags = static_cast<std::uint8_t>(0x80 | (scanning ? 0x40 : 0));
        return {raw, flags, static_cast<std::uint8_t>(states), static_cast<std::uint8_t>(states >> 8 | 0x80)};
    }
};

inline std::map<ipmi::SensorKey, EmulatedSensor> emulated_sensors(const std::filesystem::path& emu) {
    std::map<ipmi::SensorKey, EmulatedSensor> sensors;
    for (const auto& line : split(text_of(emu), '\n')) {
        std::istringstream words(line);
        std::vector<std::string> word;
        for (std::string w; words >> w;) word.push_back(w);
        if (word.size() < 5 || !word[0].starts_with("sensor_")) continue;
        const auto number = [&word](std::size_t i) { return static_cast<std::uint8_t>(std::stoul(word[i], nullptr, 0)); };
        const ipmi::SensorKey key{number(1), number(2), number(3)};
        if (word[0] == "sensor_add") sensors[key];
        if (word[0] == "sensor_set_value") sensors[key].raw = number(4);
        if (word[0] == "sensor_set_bit" && number(4) < 15) {
            const auto bit = static_cast<std::uint16_t>(1u << number(4));
            auto& states = sensors[key].states;
            states = static_cast<std::uint16_t>(number(5) != 0 ? states | bit : states & ~bit);
        }
        if (word[0] == "sensor_set_threshold" && word.size() >= 12) {
            unsigned mask = 0;
            for (std::size_t i = 0; i < ipmi::threshold_count; ++i) {  // both listed from upper non-recoverable down
                sensors[key].thresholds[5 - i] = number(6 + i);
                if (word[5][i] == '1') mask |= 1u << (5 - i);
            }
            sensors[key].readable_thresholds = static_cast<std::uint8_t>(mask);
        }
        if (word[0] == "sensor_set_event_support")
            sensors[key].scanning = line.find(" scanning ") != std::string::npos;
    }
    return sensors;
}

}  // namespace corpus
