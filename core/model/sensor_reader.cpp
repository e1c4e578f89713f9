#include "model/sensor_reader.hpp"

#include "base/completion.hpp"
#include "model/conversion.hpp"
#include "wire/reader.hpp"

namespace ipmi::model {
namespace {

constexpr std::uint8_t reading_unavailable = 0x20;
constexpr std::uint8_t scanning_enabled = 0x40;

// From the worst to the mildest; which side comes first does not matter, a value lies beyond one side only.
constexpr ThresholdKind falling_severity[] = {
    ThresholdKind::upper_non_recoverable, ThresholdKind::lower_non_recoverable, ThresholdKind::upper_critical,
    ThresholdKind::lower_critical,        ThresholdKind::upper_non_critical,    ThresholdKind::lower_non_critical,
};

// IPMI v2.0 rev 1.1, table 5-2.
Reason reason_of(std::uint8_t code, std::optional<PowerState> power) {
    switch (code) {
        case completion::not_present:
        case completion::invalid_data_field:  // the request has no other than the sensor's number
        case completion::illegal_for_type: return power == PowerState::off ? Reason::host_off : Reason::absent;
        case completion::insufficient_privilege: return Reason::no_permission;
        case completion::not_in_this_state:
        case completion::disabled: return power == PowerState::off ? Reason::host_off : Reason::scanning_disabled;
        default: return Reason::not_responding;
    }
}

void judge_states(const Sensor& sensor, Reading& reading) {
    if (reading.states == 0) {
        reading.severity = sensor.no_state_severity;
        return;
    }
    // States outside the SDR's mask count too: firmware leaves bits out of the mask that it then reports.
    reading.severity = Severity::ok;
    for (std::size_t offset = 0; offset < sensor.states.size(); ++offset)
        // That a part is not there is no fault: policy decides.
        if ((reading.states >> offset & 1) != 0 && !sensor.states[offset].absent)
            reading.severity = worse(reading.severity, sensor.states[offset].severity);
}

// A threshold sensor without a conversion we can apply has only the BMC's own comparison. §35.14, byte 4.
void judge_comparison(Reading& reading) {
    reading.severity = Severity::ok;
    for (const auto kind : falling_severity) {
        if ((reading.states >> static_cast<unsigned>(kind) & 1) == 0) continue;
        reading.crossed = kind;
        reading.severity = severity_of(kind);
        return;
    }
}

}  // namespace

Reading without_value(std::uint32_t index, Reason reason, WallTime time) {
    Reading reading;
    reading.sensor = index;
    reading.reason = reason;
    reading.severity = default_severity(reason);
    reading.time = time;
    return reading;
}

Reason why_not_readable(const Sensor& sensor, std::uint8_t bmc_address) {
    if (sensor.event_only) return Reason::event_only;
    return sensor.key.owner == bmc_address ? Reason::none : Reason::foreign_owner;
}

Severity default_severity(Reason reason) {
    switch (reason) {
        case Reason::none:
        case Reason::absent:
        case Reason::scanning_disabled:
        case Reason::host_off:
        case Reason::not_responding:
        case Reason::foreign_owner:
        case Reason::event_only: return Severity::ok;
        case Reason::no_permission:
        case Reason::undecodable: return Severity::unknown;
    }
    return Severity::unknown;
}

Severity worst_of(const std::vector<Reading>& readings) {
    Severity worst = Severity::ok;
    std::size_t asked = 0;
    std::size_t silent = 0;
    for (const auto& reading : readings) {
        worst = worse(worst, reading.severity);
        if (reading.reason == Reason::foreign_owner || reading.reason == Reason::event_only) continue;
        ++asked;
        if (reading.reason == Reason::not_responding) ++silent;
    }
    return silent * 10 > asked ? worse(worst, Severity::unknown) : worst;
}

std::optional<ThresholdKind> crossed_threshold(const Thresholds& thresholds, double value) {
    for (const auto kind : falling_severity) {
        const auto& limit = thresholds[kind];
        if (limit && (is_upper(kind) ? value >= *limit : value <= *limit)) return kind;
    }
    return std::nullopt;
}

Reading judge(const Sensor& sensor, std::uint32_t index, std::uint8_t completion, ByteView body,
              const ReadingContext& context) {
    if (completion != 0) {
        auto reading = without_value(index, reason_of(completion, context.power), context.time);
        reading.completion = completion;
        return reading;
    }
    wire::Reader in(body);
    Reading reading;
    reading.sensor = index;
    reading.time = context.time;
    reading.raw = in.u8();
    reading.flags = in.u8();
    if (in.failed()) return without_value(index, Reason::undecodable, context.time);
    reading.has_raw = true;
    // The state bytes may be missing where the entity is absent, and threshold sensors have one only.
    const unsigned low = in.remaining() > 0 ? in.u8() : 0u;
    const unsigned high = !sensor.is_threshold() && in.remaining() > 0 ? in.u8() & 0x7fu : 0u;
    reading.states = static_cast<std::uint16_t>(sensor.is_threshold() ? low & 0x3fu : low | high << 8);
    reading.reason = Reason::none;
    if ((reading.flags & reading_unavailable) != 0)
        reading.reason = context.power == PowerState::off ? Reason::host_off : Reason::absent;
    else if ((reading.flags & scanning_enabled) == 0)
        reading.reason = Reason::scanning_disabled;
    if (reading.reason != Reason::none) {
        reading.severity = default_severity(reading.reason);
        return reading;
    }
    const auto& conversion = context.conversion != nullptr ? *context.conversion : sensor.conversion;
    reading.value = to_value(conversion, reading.raw);
    if (!sensor.is_threshold()) {
        judge_states(sensor, reading);
    } else if (reading.value) {
        const auto& thresholds = context.thresholds != nullptr ? *context.thresholds : sensor.thresholds;
        reading.crossed = crossed_threshold(thresholds, *reading.value);
        reading.severity = reading.crossed ? severity_of(*reading.crossed) : Severity::ok;
    } else {
        judge_comparison(reading);
    }
    return reading;
}

}  // namespace ipmi::model
