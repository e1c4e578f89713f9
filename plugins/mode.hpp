// The checks that check_bmc can be: a link's name, or none for all that most sites want in one service.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace plugins {

enum class Mode : std::uint8_t { host, sensors, sel, power, health, group };

inline constexpr std::array all_modes{Mode::host, Mode::sensors, Mode::sel, Mode::power, Mode::health, Mode::group};

/// "check_bmc", "check_bmc_sensors" …
const char* program_of(Mode mode);
/// One sentence for people.
const char* purpose_of(Mode mode);
/// By the name a program was started under, with or without a path. Empty: no mode is called so.
std::optional<Mode> mode_of(std::string_view program);

/// A set of modes, for an option.
using Modes = unsigned;
constexpr Modes bit(Mode mode) {
    return 1u << static_cast<unsigned>(mode);
}

}  // namespace plugins
