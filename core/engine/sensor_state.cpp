#include "engine/sensor_state.hpp"

#include <algorithm>

namespace ipmi::engine {
namespace {

/// Not yet back at the re-arm point of a limit that was crossed.
bool still_beyond(ThresholdKind kind, double value, const Sensor& sensor, const Thresholds& thresholds) {
    const auto& limit = thresholds[kind];
    if (!limit) return false;
    if (is_upper(kind)) return value > *limit - sensor.positive_hysteresis.value_or(0);
    return value < *limit + sensor.negative_hysteresis.value_or(0);
}

/// How far out, on its side.
int depth(const std::optional<ThresholdKind>& kind, bool upper) {
    if (!kind || is_upper(*kind) != upper) return 0;
    return static_cast<int>(*kind) % 3 + 1;
}

}  // namespace

std::optional<SensorState> state_of(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds,
                                    const SensorState& before) {
    switch (reading.reason) {
        case Reason::none: break;
        case Reason::absent:
        case Reason::scanning_disabled:
        case Reason::host_off:
        case Reason::event_only: return SensorState{};
        default: return std::nullopt;
    }
    SensorState state{reading.severity, reading.crossed};
    if (!sensor.is_threshold() || !reading.value || !before.crossed) return state;
    const bool upper = is_upper(*before.crossed);
    // From the worst limit that was crossed down to the one that is crossed now.
    for (int kind = static_cast<int>(*before.crossed);
         depth(static_cast<ThresholdKind>(kind), upper) > depth(state.crossed, upper); --kind) {
        const auto limit = static_cast<ThresholdKind>(kind);
        if (still_beyond(limit, *reading.value, sensor, thresholds)) return SensorState{severity_of(limit), limit};
        if (kind % 3 == 0) break;
    }
    return state;
}

void Settling::forget_changes(Time now, const SettlingRules& rules) {
    std::erase_if(changes_, [&](Time time) { return time + rules.flapping_within < now; });
}

std::optional<SensorState> Settling::take(const SensorState& seen, Time now, const SettlingRules& rules) {
    forget_changes(now, rules);
    if (seen.severity != Severity::ok) last_bad_ = now;
    if (seen.severity == settled_.severity) {
        settled_ = seen;
        seen_ = 0;
        return std::nullopt;
    }
    seen_ = seen_ > 0 && candidate_.severity == seen.severity ? seen_ + 1 : 1;
    candidate_ = seen;
    if (seen_ < rules.confirmations) return std::nullopt;
    const bool better = seen.severity == Severity::ok;
    if (changes_.size() >= rules.flapping_at) flapping_ = true;
    if (flapping_ && better && now < last_bad_ + rules.calm) {
        seen_ = 0;  // it waits for time, not for a second look
        return std::nullopt;
    }
    if (better) flapping_ = false;
    seen_ = 0;
    settled_ = seen;
    changes_.push_back(now);
    return settled_;
}

bool Settling::forgettable(Time now, const SettlingRules& rules) const {
    return settled_.severity == Severity::ok && seen_ == 0 &&
           (changes_.empty() || changes_.back() + rules.flapping_within < now);
}

}  // namespace ipmi::engine
