#include "mode.hpp"

namespace plugins {

const char* program_of(Mode mode) {
    switch (mode) {
        case Mode::host: return "check_bmc";
        case Mode::sensors: return "check_bmc_sensors";
        case Mode::sel: return "check_bmc_sel";
        case Mode::power: return "check_bmc_power";
        case Mode::health: return "check_bmc_health";
        case Mode::group: return "check_bmc_group";
    }
    return "check_bmc";
}

const char* purpose_of(Mode mode) {
    switch (mode) {
        case Mode::host: return "Checks a server by its BMC (IPMI 2.0): sensors, event log and power in one session.";
        case Mode::sensors:
            return "Reads a server's sensors from its BMC (IPMI 2.0) and judges them by their own thresholds.";
        case Mode::sel: return "Checks a server's System Event Log for events that nobody has ended or acknowledged.";
        case Mode::power: return "Checks power and chassis of a server: state, faults, intrusion, watts.";
        case Mode::health:
            return "Checks a server's BMC itself: reachability, self test, clock, round trip, sensor records.";
        case Mode::group: return "Checks many servers of the inventory at once, one line for each that is not well.";
    }
    return "";
}

std::optional<Mode> mode_of(std::string_view program) {
    program.remove_prefix(program.rfind('/') + 1);  // npos + 1 is 0
    for (const auto mode : all_modes)
        if (program == program_of(mode)) return mode;
    return std::nullopt;
}

}  // namespace plugins
