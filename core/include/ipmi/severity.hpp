// How bad it is, and why a value is missing. The same words in every door. Nothing here has a unit or fails.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ipmi {

/// Non-critical thresholds are warning, critical and non-recoverable ones critical.
enum class Severity : std::uint8_t { ok, warning, critical, unknown };

/// The worse of two: critical outranks unknown outranks warning outranks ok.
Severity worse(Severity a, Severity b);
const char* to_string(Severity severity);
/// The way back; empty: it is none of the words.
std::optional<Severity> parse_severity(std::string_view text);

/// Why there is no value. Unavailable is not a fault: policy decides what a reason means. The flags that tell are those
/// of Get Sensor Reading, IPMI v2.0 rev 1.1, §35.14, the refusals table 5-2.
enum class Reason : std::uint8_t {
    none,               ///< there is a value
    absent,             ///< the entity is not there (reading unavailable, or refused with CBh or CDh)
    scanning_disabled,  ///< the BMC does not scan this sensor now
    host_off,           ///< the host is powered off and the sensor needs it
    not_responding,     ///< no usable answer for this sensor
    no_permission,      ///< the user may not read it
    foreign_owner,      ///< another controller owns it; it is read over a bridge, which this build does not do
    undecodable,        ///< the record or the reading makes no sense; the context says why
    event_only,         ///< the sensor sends events and has no reading
};
const char* to_string(Reason reason);  ///< "scanning disabled" …

}  // namespace ipmi
