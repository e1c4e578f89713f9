// What is believed of one sensor, so that a value that dances on its limit, or one bad reading, wakes nobody.
#pragma once

#include <ipmi/sensor.hpp>

#include <cstdint>
#include <optional>
#include <vector>

#include "base/clock.hpp"

namespace ipmi::engine {

struct SensorState {
    Severity severity = Severity::ok;
    std::optional<ThresholdKind> crossed{};  ///< the worst limit, where it is one of thresholds
    bool operator==(const SensorState&) const = default;
};

/// What a reading means after `before`: a limit that was crossed is left only at its re-arm point, which is the limit
/// less the positive (upper) or plus the negative (lower) hysteresis of the SDR. IPMI v2.0 rev 1.1, table 43-1.
/// Empty: the reading tells nothing (the sensor did not answer). Absent, not scanned and host off are ok: unavailable
/// is not a fault.
std::optional<SensorState> state_of(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds,
                                    const SensorState& before);

struct SettlingRules {
    unsigned confirmations = 2;  ///< readings in a row that say the same before it is believed
    unsigned flapping_at = 6;    ///< changes within …
    Duration flapping_within = std::chrono::minutes(10);
    Duration calm = std::chrono::minutes(5);  ///< a sensor that flaps is ok again after so long without a bad reading
};

/// One sensor that is or was not ok of late.
class Settling {
public:
    explicit Settling(SensorState settled = {}) : settled_(settled) {}

    /// The state that is now believed, where its severity is not the one before.
    std::optional<SensorState> take(const SensorState& seen, Time now, const SettlingRules& rules);
    /// A reading told nothing: what was seen before it is not in a row with what comes.
    void interrupted() { seen_ = 0; }
    [[nodiscard]] const SensorState& settled() const { return settled_; }
    /// A second look would tell.
    [[nodiscard]] bool unconfirmed() const { return seen_ > 0; }
    [[nodiscard]] bool flapping() const { return flapping_; }
    /// Ok, and for so long that it need not be remembered.
    [[nodiscard]] bool forgettable(Time now, const SettlingRules& rules) const;

private:
    void forget_changes(Time now, const SettlingRules& rules);

    SensorState settled_;
    SensorState candidate_;
    unsigned seen_ = 0;  ///< times in a row that the candidate was seen
    bool flapping_ = false;
    Time last_bad_{};
    std::vector<Time> changes_;
};

}  // namespace ipmi::engine
