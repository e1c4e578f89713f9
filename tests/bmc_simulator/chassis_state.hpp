// Power and front panel of one machine. What a change of power does to sensors and log stands in power.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

#include "base/bytes.hpp"
#include "base/clock.hpp"

namespace ipmi::sim {

/// Get System Restart Cause, table 28-11.
enum class RestartCause : std::uint8_t {
    unknown = 0,
    chassis_control = 1,
    power_button = 3,
    always_on = 6,
    previous_state = 7
};

struct ChassisState {
    bool on = true;
    bool on_by_command = false;
    RestartCause restart_cause = RestartCause::unknown;
    std::uint8_t restore_policy = 1;  ///< 0 stay off, 1 as before, 2 always on
    std::optional<Time> off_at{};     ///< the operating system is shutting down
    std::optional<Time> on_at{};      ///< the second half of a power cycle
    std::optional<Time> booted_at{};  ///< firmware hands over to the operating system
    Time identify_until{};            ///< Time::max(): until told off
    Time on_since{};
    Duration on_before{};  ///< time with power before `on_since`
    std::unique_ptr<std::map<std::uint8_t, Bytes>> boot_options{};

    [[nodiscard]] Duration powered(Time now) const { return on_before + (on ? now - on_since : Duration::zero()); }
};

}  // namespace ipmi::sim
