// Sensors and readings. What never changes between two polls (Sensor, from the SDR) is apart from what does (Reading),
// so that thousands of identical machines share one SensorTable and a poll allocates next to nothing.
// Values, limits and hysteresis are in Sensor::unit; times are of this machine. IPMI v2.0 rev 1.1, §35 and §43.
// Nothing here fails: errors are those of Client::sensors; a sensor without a value says why (Reason).
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/severity.hpp>

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ipmi {

/// Never moves, unlike SDR record ids. Written owner.lun.number, owner and number in decimal: "32.0.5".
struct SensorKey {
    std::uint8_t owner = 0x20;  ///< the SDR's sensor owner id byte: bit 0 set: a system software id
    std::uint8_t lun = 0;
    std::uint8_t number = 0;
    auto operator<=>(const SensorKey&) const = default;
};
std::string to_string(const SensorKey& key);
/// The way back; empty: it is none.
std::optional<SensorKey> parse_sensor_key(std::string_view text);

/// IPMI v2.0 rev 1.1, table 43-13. "Power Supply 1": id 10, instance 1.
struct Entity {
    std::uint8_t id = 0;
    std::uint8_t instance = 0;  ///< 0x60 and above: device-relative, shown from 1 ("Power Supply 1")
    std::string name{};         ///< "Power Supply 1"
    bool operator==(const Entity&) const = default;
};

enum class ThresholdKind : std::uint8_t {
    lower_non_critical,
    lower_critical,
    lower_non_recoverable,
    upper_non_critical,
    upper_critical,
    upper_non_recoverable,
};
inline constexpr std::size_t threshold_count = 6;
/// "upper critical" …
const char* to_string(ThresholdKind kind);
constexpr bool is_upper(ThresholdKind kind) {
    return kind >= ThresholdKind::upper_non_critical;
}
constexpr Severity severity_of(ThresholdKind kind) {
    return kind == ThresholdKind::lower_non_critical || kind == ThresholdKind::upper_non_critical ? Severity::warning
                                                                                                  : Severity::critical;
}

/// Get Sensor Thresholds (§35.9), or the SDR's. In the sensor's unit; empty where the BMC has none, cannot tell, or
/// gives nonsense (all zero, unordered).
struct Thresholds {
    std::array<std::optional<double>, threshold_count> values{};
    std::optional<double>& operator[](ThresholdKind kind) { return values[static_cast<std::size_t>(kind)]; }
    const std::optional<double>& operator[](ThresholdKind kind) const { return values[static_cast<std::size_t>(kind)]; }
    bool operator==(const Thresholds&) const = default;
};

/// y = L((M x raw + B x 10^K1) x 10^K2). IPMI v2.0 rev 1.1, §36.3; the linearisation L from table 43-1, byte 24.
struct Conversion {
    enum class Format : std::uint8_t { unsigned_, ones_complement, twos_complement, none };
    Format format = Format::none;    ///< none: no analog reading
    std::uint8_t linearization = 0;  ///< 0 linear … 11 cube root; 0x70-0x7f: non-linear, factors come with each reading
    std::int16_t m = 0;              ///< -512 … 511
    std::int16_t b = 0;              ///< -512 … 511
    std::int8_t b_exponent = 0;      ///< K1, -8 … 7
    std::int8_t r_exponent = 0;      ///< K2, -8 … 7
    bool operator==(const Conversion&) const = default;
};

/// What one state bit of a discrete sensor means.
struct StateMeaning {
    std::string text{};
    Severity severity = Severity::ok;
    bool absent = false;  ///< it says that the part is not there
    bool operator==(const StateMeaning&) const = default;
};

/// One sensor as its SDR describes it. IPMI v2.0 rev 1.1, §43, table 43-1.
struct Sensor {
    SensorKey key{};
    std::string name{};   ///< from the SDR, cleaned; sensors of a shared record get their instance appended
    std::string label{};  ///< unique and stable: name, then entity instance, then number
    Entity entity{};
    std::uint8_t type = 0;  ///< sensor type code, IPMI v2.0 rev 1.1, table 42-3
    std::string type_name{};
    std::uint8_t event_reading_type = 0;  ///< 1 threshold, 2-0x0c generic discrete, 0x6f sensor-specific, 0x70-0x7f OEM
    bool event_only = false;              ///< record type 3: no reading to ask for
    std::uint16_t record_id = 0;  ///< of the SDR it comes from; moves with updates of the firmware: no label, no key
    std::string record_name{};    ///< where several sensors share a record: its name, without their numbers
    bool interpreted = false;     ///< discrete: a table knows how bad its states are; else they all count as ok
    std::string unit{};           ///< "C", "V", "RPM", "W", "A", "%", "J/s" …; empty: none
    bool percentage = false;
    Conversion conversion{};
    Thresholds thresholds{};  ///< as the SDR says, only those its mask makes readable; see SensorReport::thresholds_of
    std::uint8_t readable_thresholds = 0;  ///< bits as in Get Sensor Thresholds: 0 LNC, 1 LC, 2 LNR, 3 UNC, 4 UC, 5 UNR
    std::optional<double> positive_hysteresis{};  ///< a distance; this and the next six in `unit`
    std::optional<double> negative_hysteresis{};
    std::optional<double> nominal{};
    std::optional<double> normal_minimum{};
    std::optional<double> normal_maximum{};
    std::optional<double> sensor_minimum{};
    std::optional<double> sensor_maximum{};
    std::uint16_t state_mask = 0;               ///< discrete: offsets whose state the reading can show
    std::vector<StateMeaning> states{};         ///< discrete: indexed by offset, at most 15
    Severity no_state_severity = Severity::ok;  ///< discrete: when no state bit is set

    [[nodiscard]] bool is_threshold() const { return event_reading_type == 0x01; }
    [[nodiscard]] bool is_analog() const { return conversion.format != Conversion::Format::none; }
    bool operator==(const Sensor&) const = default;
};

/// A FRU or controller that the SDR repository names (record types 11h and 12h).
struct Locator {
    enum class Kind : std::uint8_t { fru, management_controller, generic_device };
    Kind kind = Kind::fru;
    std::uint8_t device_address = 0x20;
    std::uint8_t fru_id = 0;        ///< with Kind::fru, logical ones only
    bool logical_fru = false;       ///< readable by FRU commands; else behind a bus
    std::uint8_t capabilities = 0;  ///< with Kind::management_controller, table 43-11 byte 9
    Entity entity{};
    std::string name{};
    bool operator==(const Locator&) const = default;
};

/// A record that was left out, and why. It never ends a poll.
struct SkippedRecord {
    std::uint16_t record_id = 0;
    std::string why{};
    bool operator==(const SkippedRecord&) const = default;
};

/// Everything learnt from one SDR repository. Immutable once made; shared by all machines with the same one.
struct SensorTable {
    std::vector<Sensor> sensors{};
    std::vector<Locator> locators{};
    std::vector<SkippedRecord> skipped{};
    std::uint16_t record_count = 0;      ///< records read, of every type
    std::uint16_t records_expected = 0;  ///< as the repository says; more than record_count while incomplete
    [[nodiscard]] bool complete() const { return record_count >= records_expected; }
    bool operator==(const SensorTable&) const = default;
};

/// One sensor at one moment: a value or a reason. Get Sensor Reading, IPMI v2.0 rev 1.1, §35.14.
struct Reading {
    std::uint32_t sensor = 0;  ///< index into SensorTable::sensors
    Reason reason = Reason::not_responding;
    Severity severity = Severity::unknown;
    std::optional<ThresholdKind> crossed{};  ///< the worst threshold beyond which the value lies
    bool has_raw = false;
    std::uint8_t raw = 0;
    std::uint8_t flags = 0;         ///< second byte of the response, as sent
    std::uint16_t states = 0;       ///< discrete: asserted offsets; threshold: the comparison bits as sent
    std::uint8_t completion = 0;    ///< the completion code, where the BMC refused
    std::optional<double> value{};  ///< in Sensor::unit
    std::chrono::system_clock::time_point time{};
    bool operator==(const Reading&) const = default;
};

/// How a poll went: what a check shows as metrics and explanations.
struct PollStatistics {
    std::uint32_t requests = 0;  ///< datagrams sent that carried a request, session set-up included
    std::uint32_t retransmissions = 0;
    std::chrono::microseconds session_time{};  ///< from the first datagram to an open session
    std::chrono::microseconds round_trip{};    ///< smoothed
    std::chrono::microseconds wall_time{};
    std::uint8_t cipher_suite = 0;
    std::uint8_t window = 1;  ///< requests outstanding at the end
    bool sdr_from_cache = false;
    bool operator==(const PollStatistics&) const = default;
};

struct SensorReport {
    std::shared_ptr<const SensorTable> table{};
    std::vector<Reading> readings{};  ///< one for each sensor of the table, in its order
    PollStatistics statistics{};
    std::vector<std::string> warnings{};  ///< "cache not writable", "SDR 140/312" …
    std::optional<Error> cut{};           ///< why the reading ended early; sensors it left out are "not responding"
    std::optional<bool> power_on{};
    Severity severity = Severity::ok;
    std::map<std::uint32_t, Thresholds>
        live_thresholds{};  ///< by sensor index, where the BMC uses others than its SDR's

    /// Those the reading was judged by.
    [[nodiscard]] const Thresholds& thresholds_of(const Reading& reading) const;
};

/// An asserted state says that the part is not there.
bool says_absent(const Sensor& sensor, const Reading& reading);

/// Texts of the asserted states ("Presence detected"), in offset order.
std::vector<std::string> state_texts(const Sensor& sensor, const Reading& reading);

}  // namespace ipmi
