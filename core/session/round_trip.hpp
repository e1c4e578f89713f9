// The measured round trip and the time after which a reply is late. After RFC 6298; samples of retransmitted requests
// are not taken (Karn). The floor is tens of milliseconds because a BMC's own service time varies by that much.
#pragma once

#include <algorithm>

#include "base/clock.hpp"

namespace ipmi::session {

class RoundTrip {
public:
    static constexpr Duration floor = std::chrono::milliseconds(30);
    static constexpr Duration ceiling = std::chrono::seconds(1);
    static constexpr Duration before_first_sample = std::chrono::milliseconds(250);

    RoundTrip() = default;
    /// Starts from what was measured last time; zero: nothing known.
    explicit RoundTrip(Duration remembered) {
        if (remembered > Duration::zero()) sample(remembered);
    }

    void sample(Duration measured) {
        if (!known_) {
            smoothed_ = measured;
            variation_ = measured / 2;
            known_ = true;
            return;
        }
        const auto deviation = measured > smoothed_ ? measured - smoothed_ : smoothed_ - measured;
        variation_ = (3 * variation_ + deviation) / 4;
        smoothed_ = (7 * smoothed_ + measured) / 8;
    }
    /// How long to wait for the answer of try number `sent` (1: the first); doubles with each.
    [[nodiscard]] Duration timeout(unsigned sent = 1) const {
        const auto once =
            known_ ? std::max(floor, smoothed_ + std::max(4 * variation_, floor / 4)) : before_first_sample;
        return std::min(ceiling, once * (1u << std::min(sent - 1, 6u)));
    }
    [[nodiscard]] Duration smoothed() const { return smoothed_; }
    [[nodiscard]] bool known() const { return known_; }

private:
    Duration smoothed_{};
    Duration variation_{};
    bool known_ = false;
};

}  // namespace ipmi::session
