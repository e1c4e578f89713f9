// Power and chassis: state, control, identify, boot device. IPMI v2.0 rev 1.1, §28.
// Nothing here fails: errors are those of the Client calls that take or give these words.
#pragma once

#include <ipmi/sensor.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ipmi {

enum class PowerState : std::uint8_t { off, on };
enum class PowerRestorePolicy : std::uint8_t { always_off, previous, always_on, unknown };
enum class IdentifyState : std::uint8_t { off, temporary_on, indefinite_on, unknown };

enum class BootDevice : std::uint8_t {
    none,
    pxe,
    disk,
    safe_mode_disk,
    diagnostic,
    cdrom,
    bios_setup,
    remote_floppy,
    remote_cdrom,
    remote_media,
    remote_disk,
    floppy,
    unknown
};
/// Boot flags. IPMI v2.0 rev 1.1, table 28-14, parameter 5.
struct BootOptions {
    BootDevice device = BootDevice::none;
    bool valid = false;       ///< false: the flags are ignored
    bool persistent = false;  ///< false: for the next start only
    bool uefi = false;        ///< false: PC-compatible start
    bool operator==(const BootOptions&) const = default;
};

/// Get Chassis Status. IPMI v2.0 rev 1.1, §28.2.
struct ChassisStatus {
    PowerState power = PowerState::off;
    bool power_overload = false;
    bool power_interlock = false;
    bool power_fault = false;
    bool power_control_fault = false;
    PowerRestorePolicy restore_policy = PowerRestorePolicy::unknown;
    std::string last_power_event{};  ///< "AC failed", "by command" …; empty: none
    bool intrusion = false;
    bool front_panel_lockout = false;
    bool drive_fault = false;
    bool cooling_fault = false;
    IdentifyState identify = IdentifyState::unknown;
    std::optional<std::string> restart_cause{};     ///< Get System Restart Cause in words, §28.11
    std::optional<std::uint32_t> power_on_hours{};  ///< hours, rounded down; Get POH Counter, §28.14
    std::optional<BootOptions> boot{};              ///< §28.13
    std::vector<std::uint8_t> raw{};                ///< Get Chassis Status as sent, after the completion code
    bool operator==(const ChassisStatus&) const = default;
};

/// Chassis Control. IPMI v2.0 rev 1.1, §28.3.
enum class PowerAction : std::uint8_t { on, off, cycle, reset, soft, diagnostic_interrupt };
const char* to_string(PowerAction action);
const char* to_string(PowerState state);
const char* to_string(PowerRestorePolicy policy);

/// What is known after a power action. Nothing is ever repeated to find out.
enum class Outcome : std::uint8_t {
    verified,             ///< the state (or restart cause) confirms it
    accepted_unverified,  ///< the BMC accepted; nothing to confirm it by
    unknown,              ///< the reply was lost; the state read afterwards does not tell
    not_reached,          ///< accepted, but the state did not change in time
};
const char* to_string(Outcome outcome);

struct PowerResult {
    PowerAction action = PowerAction::on;
    Outcome outcome = Outcome::unknown;
    std::optional<PowerState> state{};  ///< as read afterwards
    bool forced = false;                ///< soft did not help in time, off was sent
    std::string note{};
};

/// DCMI Get Power Reading. DCMI v1.5, §6.6.1.
struct DcmiPower {
    std::uint16_t current_watts = 0;
    std::uint16_t minimum_watts = 0;  ///< this and the next two: over the period
    std::uint16_t maximum_watts = 0;
    std::uint16_t average_watts = 0;
    std::chrono::milliseconds period{};  ///< the time over which it was measured
    bool active = false;
    bool operator==(const DcmiPower&) const = default;
};

struct Lamp {
    enum class Colour : std::uint8_t { off, green, amber, red };
    Colour colour = Colour::off;
    bool blinking = false;
    bool operator==(const Lamp&) const = default;
};

/// From power and the worst open severity, the same in every door: off when powered off and well, green, amber on
/// warning or unknown, red on critical; blinking while identify is on.
Lamp lamp_of(std::optional<PowerState> power, Severity worst, bool identifying);
const char* to_string(Lamp::Colour colour);

const char* to_string(BootDevice device);

}  // namespace ipmi
