// Every option of check_ipmi_sensor: its names as users write them, whether a value follows, what --help says of it.
// The one place that the reading of the command line, the help and the README's list are made from.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace plugins::dropin {

enum class Value : std::uint8_t { none, text, number };

struct OptionEntry {
    std::string_view name;  ///< the long name, as CLI11 is told
    std::string_view also;  ///< the other name, written with one dash: "xT"; may be empty
    Value value = Value::none;
    bool ours = false;            ///< not an option of the original: never guessed from an abbreviation
    std::string_view argument{};  ///< what the help calls the value
    std::string_view help{};
};

std::span<const OptionEntry> option_table();

}  // namespace plugins::dropin
