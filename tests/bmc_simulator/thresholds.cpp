#include "thresholds.hpp"

namespace ipmi::sim {

std::uint8_t crossed(const SensorTemplate& sensor, const SensorState& state) {
    const Factors plain{};
    const auto& factors = sensor.factors ? *sensor.factors : plain;
    const int now = factors.count(state.raw);
    unsigned bits = 0;
    for (unsigned i = 0; i < 6; ++i) {
        if ((sensor.readable >> i & 1) == 0) continue;
        const int limit = factors.count(state.thresholds[i]);
        const bool held = (state.states >> i & 1) != 0;
        // A bit that held goes away only when the reading is back by more than the hysteresis.
        const bool lower = i < 3;
        const bool holds = lower ? now <= limit + (held ? state.negative_hysteresis : 0)
                                 : now >= limit - (held ? state.positive_hysteresis : 0);
        if (holds) bits |= 1u << i;
    }
    return static_cast<std::uint8_t>(bits);
}

}  // namespace ipmi::sim
