// The System Event Log: records decoded, with the bytes they came from. IPMI v2.0 rev 1.1, tables 32-1 to 32-3; event
// texts of tables 42-1 to 42-3. Times are of the BMC's clock, taken as UTC: IPMI knows no time zone (§37.1).
// Nothing here fails: errors are those of Client::sel and decode_sel_image.
#pragma once

#include <ipmi/sensor.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ipmi {

/// Somebody has seen it and says so; the record stays in the log.
struct SelAcknowledgement {
    std::string who{};
    std::string note{};
    std::chrono::sys_seconds when{};  ///< this machine's clock
    bool operator==(const SelAcknowledgement&) const = default;
};

struct SelRecord {
    std::uint16_t id = 0;                            ///< as the BMC numbers it; may repeat or go backwards after a wrap
    std::array<std::uint8_t, 16> raw{};              ///< as read. IPMI v2.0 rev 1.1, table 32-1
    std::uint8_t record_type = 0;                    ///< 02h system event, C0h-DFh OEM timestamped, E0h-FFh OEM
    std::optional<std::chrono::sys_seconds> time{};  ///< empty: none, or the clock had not been set (before 2000)
    bool time_since_boot = false;                    ///< time below 20000000h: counts from BMC start ("pre-init")
    std::optional<SensorKey> sensor{};
    std::string sensor_name{};  ///< from the SensorTable, else "#0xfe"
    std::string sensor_type{};  ///< "Memory"
    std::string event{};        ///< "Uncorrectable memory error"
    std::string detail{};       ///< OEM and event data texts, may be empty
    std::string part{};         ///< the failing part, "DIMM_A2", "Power Supply 1"; empty where unknown
    bool asserted = true;
    Severity severity = Severity::ok;
    std::optional<Severity>
        interpretation{};                   ///< FreeIPMI's word, for deassertions too; empty: no table knows the event
    std::optional<double> trigger_value{};  ///< the reading that triggered, in `unit`
    std::optional<double> trigger_threshold{};  ///< the threshold crossed, in `unit`
    std::string unit{};
    std::optional<std::uint16_t> cleared_by{};  ///< id of the record that deasserts this one
    bool log_cleared = false;                   ///< "Log area reset/cleared"
    std::string undecoded{};                    ///< why a text is missing
    bool history = false;                       ///< was there at first contact (SelQuery::watch)
    std::optional<SelAcknowledgement> acknowledged{};

    /// Still wants attention: a fault that nothing ended, nobody acknowledged, and that is not history.
    [[nodiscard]] bool open() const {
        return severity != Severity::ok && asserted && !cleared_by && !log_cleared && !history && !acknowledged;
    }
    bool operator==(const SelRecord&) const = default;
};

/// Get SEL Info. IPMI v2.0 rev 1.1, §31.2.
struct SelInfo {
    std::uint16_t entries = 0;             ///< records
    std::uint16_t free_bytes = 0;          ///< ffffh: that much or more
    std::optional<double> used_percent{};  ///< where the allocation is known
    std::uint32_t last_addition = 0;       ///< SEL clock, seconds; ffffffffh: never
    std::uint32_t last_erase = 0;          ///< the same
    bool overflow = false;                 ///< events were dropped for lack of space
    bool supports_delete = false;
    bool supports_reserve = false;
    bool operator==(const SelInfo&) const = default;
};

struct SelReport {
    SelInfo info{};
    std::vector<SelRecord> records{};                     ///< oldest first, as the BMC lists them
    bool complete = true;                                 ///< false: cut by the deadline; what was read is here
    std::optional<std::chrono::sys_seconds> bmc_clock{};  ///< Get SEL Time, §31.10; empty: not set, or refused
    std::optional<std::chrono::system_clock::time_point> clock_read{};  ///< by our clock, to half a round trip
    bool cleared = false;                   ///< by SelQuery::clear; false where that failed: a warning says why
    std::size_t newly_acknowledged = 0;     ///< by SelQuery::acknowledge
    std::optional<Error> not_kept{};        ///< why these will be open again: the file could not be written
    std::optional<Error> not_remembered{};  ///< why the next reading will take the same records for history again
    std::string boot_progress{};            ///< text of the newest System Firmware Progress record, or empty
    std::vector<std::string> warnings{};
    PollStatistics statistics{};
};

}  // namespace ipmi
