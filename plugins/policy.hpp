// What the operator wants judged, and how: the options of each mode as values.
#pragma once

#include <ipmi/severity.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "inventory/regular_expression.hpp"
#include "range.hpp"
#include "sensor_pattern.hpp"

namespace plugins {

using ipmi::Severity;
using ipmi::inventory::RegularExpression;

/// `-w REGEX=RANGE`: of the sensors whose label matches; the first that matches counts.
struct SensorRange {
    RegularExpression which;
    Range range;
    std::string text{};  ///< as given
};
/// `--map REGEX=STATE`: held against "LABEL: what is the matter"; the first that matches counts.
struct StateMap {
    RegularExpression which;
    Severity state = Severity::ok;
};
struct Renaming {
    RegularExpression which;
    std::string replacement{};
};
/// `--expect fan=6`: at least so many must be there and well.
struct Expectation {
    enum class Kind : std::uint8_t { sensors, fans, power_supplies, memory_modules, processors, drives };
    Kind kind = Kind::sensors;
    std::optional<SensorPattern> which{};  ///< with Kind::sensors
    std::string name{};                    ///< as given: "fan"
    std::size_t count = 0;
};

struct SensorPolicy {
    std::vector<SensorPattern> include{};  ///< empty: all
    std::vector<SensorPattern> exclude{};
    std::vector<SensorPattern> ignore_state{};  ///< no state, but the metric
    std::vector<SensorRange> warning{};
    std::vector<SensorRange> critical{};
    bool limits_must_match = true;  ///< false: of many hosts some lack the sensor
    std::vector<StateMap> map{};
    std::vector<Renaming> rename{};
    std::vector<Expectation> expect{};
    Severity absent = Severity::ok;
    double unknown_above_percent = 10;  ///< share of sensors not responding that makes the check UNKNOWN
};

struct SelPolicy {
    std::optional<std::chrono::seconds> since{};  ///< younger ones only
    Severity least = Severity::warning;           ///< the mildest that counts
    std::vector<RegularExpression> include{};     ///< held against "SENSOR: EVENT; detail"; empty: all
    std::vector<RegularExpression> exclude{};
    std::vector<std::string> types{};           ///< sensor types; empty: all
    bool history = false;                       ///< what was there at first contact counts too
    std::optional<double> fill_warning = 90.0;  ///< percent
    std::optional<double> fill_critical{};
};

struct PowerPolicy {
    Severity powered_off = Severity::ok;
    Severity intrusion = Severity::critical;  ///< as sensors of that type are judged
    std::optional<Range> watts_warning{};
    std::optional<Range> watts_critical{};
};

struct HealthPolicy {
    std::optional<std::chrono::seconds> drift_warning{};  ///< empty both: 5 min, and whole zones are local time
    std::optional<std::chrono::seconds> drift_critical{};
    std::optional<Range> round_trip_warning{};  ///< milliseconds
    std::optional<Range> round_trip_critical{};
};

/// How many hosts may have trouble: a number, or a share of all.
struct HostCount {
    double value = 0;
    bool percent = false;
};
struct GroupPolicy {
    std::optional<HostCount> warning{};   ///< from so many hosts that are not OK
    std::optional<HostCount> critical{};  ///< empty both: the worst host counts
};

struct Policy {
    SensorPolicy sensors{};
    SelPolicy sel{};
    PowerPolicy power{};
    HealthPolicy health{};
    GroupPolicy group{};
};

}  // namespace plugins
