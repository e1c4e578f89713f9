#include "sensor_types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

namespace plugins {
namespace {

using ipmi::Errc;
using ipmi::Error;
using ipmi::Result;

constexpr std::uint8_t first_oem = 0xc0;

/// Table 42-3, from 01h, as `ipmi-sensors -L` prints them.
constexpr std::array<std::string_view, 44> names{"Temperature",
                                                 "Voltage",
                                                 "Current",
                                                 "Fan",
                                                 "Physical_Security",
                                                 "Platform_Security_Violation_Attempt",
                                                 "Processor",
                                                 "Power_Supply",
                                                 "Power_Unit",
                                                 "Cooling_Device",
                                                 "Other_Units_Based_Sensor",
                                                 "Memory",
                                                 "Drive_Slot",
                                                 "POST_Memory_Resize",
                                                 "System_Firmware_Progress",
                                                 "Event_Logging_Disabled",
                                                 "Watchdog_1",
                                                 "System_Event",
                                                 "Critical_Interrupt",
                                                 "Button_Switch",
                                                 "Module_Board",
                                                 "Microcontroller_Coprocessor",
                                                 "Add_In_Card",
                                                 "Chassis",
                                                 "Chip_Set",
                                                 "Other_Fru",
                                                 "Cable_Interconnect",
                                                 "Terminator",
                                                 "System_Boot_Initiated",
                                                 "Boot_Error",
                                                 "OS_Boot",
                                                 "OS_Critical_Stop",
                                                 "Slot_Connector",
                                                 "System_ACPI_Power_State",
                                                 "Watchdog_2",
                                                 "Platform_Alert",
                                                 "Entity_Presence",
                                                 "Monitor_ASIC_IC",
                                                 "LAN",
                                                 "Management_Subsystem_Health",
                                                 "Battery",
                                                 "Session_Audit",
                                                 "Version_Change",
                                                 "FRU_State"};

/// "Slot/Connector", "slot_connector" and "SLOT CONNECTOR" are one name.
std::string plain(std::string_view name) {
    std::string text(name);
    for (auto& character : text) {
        if (character == ' ' || character == '/') character = '_';
        character = static_cast<char>(std::tolower(static_cast<unsigned char>(character)));
    }
    return text;
}

/// FreeIPMI takes 0x08 and 8, too.
std::optional<std::uint8_t> code_of(std::string_view text) {
    const bool hex = text.starts_with("0x") || text.starts_with("0X");
    if (hex) text.remove_prefix(2);
    std::uint8_t code = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, code, hex ? 16 : 10);
    if (problem != std::errc{} || stop != end) return std::nullopt;
    return (code >= 1 && code <= names.size()) || code >= first_oem ? std::optional(code) : std::nullopt;
}

}  // namespace

std::vector<std::string> split_list(const std::vector<std::string>& lists, std::string_view separators) {
    std::vector<std::string> parts;
    for (const auto& list : lists) {
        std::string_view rest(list);
        while (!rest.empty()) {
            const auto end = std::min(rest.find_first_of(separators), rest.size());
            auto part = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            const auto first = part.find_first_not_of(" \t");
            if (first == std::string_view::npos) continue;
            part = part.substr(first, part.find_last_not_of(" \t") - first + 1);
            parts.emplace_back(part);
        }
    }
    return parts;
}

Result<SensorTypes> parse_sensor_types(const std::vector<std::string>& lists) {
    SensorTypes types;
    bool all = false;
    for (const auto& word : split_list(lists, ",|")) {
        const auto name = plain(word);
        if (name == "all") {
            all = true;
            continue;
        }
        if (name == "oem_reserved") {
            for (unsigned code = first_oem; code <= 0xff; ++code) types.push_back(static_cast<std::uint8_t>(code));
            continue;
        }
        const auto* const found =
            std::find_if(names.begin(), names.end(), [&name](std::string_view known) { return plain(known) == name; });
        if (found != names.end()) {
            types.push_back(static_cast<std::uint8_t>(found - names.begin() + 1));
        } else if (const auto code = code_of(word)) {
            types.push_back(*code);
        } else {
            return std::unexpected(Error{Errc::local, fmt::format("invalid sensor type '{}'", word), {}});
        }
    }
    if (all) types.clear();
    return types;
}

bool contains(const SensorTypes& types, std::uint8_t type) {
    return std::find(types.begin(), types.end(), type) != types.end();
}

}  // namespace plugins
