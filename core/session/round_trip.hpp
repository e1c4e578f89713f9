// The measured round trip and the time after which a reply is late. After RFC 6298; samples of retransmitted requests
// are not taken (Karn), but their answers still tell how long an answer may take.
#pragma once

#include <algorithm>

#include "base/clock.hpp"

namespace ipmi::session {

class RoundTrip {
public:
    /// Over the measured round trip, at the least. Sixteen answers of one window are alike and say that nothing ever
    /// varies; the next ones wait behind a BMC's own work, or for this machine's processor, for tens of milliseconds.
    static constexpr Duration least_margin = std::chrono::milliseconds(30);
    static constexpr Duration ceiling = std::chrono::seconds(1);  ///< of doubling
    static constexpr Duration before_first_sample = std::chrono::milliseconds(250);

    RoundTrip() = default;
    /// Starts from what was measured last time; zero: nothing known.
    explicit RoundTrip(Duration remembered) {
        if (remembered > Duration::zero()) sample(remembered);
    }

    void sample(Duration measured) {
        not_before_ = Duration::zero();
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
    /// The answer of a command that was sent more than once: to which try, nobody knows. If it was the first, the timer
    /// was too short, and without this no request would ever be answered at its first try and measured.
    void ambiguous(Duration since_first_try) {
        not_before_ = std::max(not_before_, std::min(ceiling, since_first_try * 3 / 2));
    }
    /// How long to wait for the answer of try number `sent` (1: the first); doubles with each.
    [[nodiscard]] Duration timeout(unsigned sent = 1) const {
        auto once = known_ ? smoothed_ + std::max(4 * variation_, least_margin) : before_first_sample;
        once = std::max(once, not_before_);
        return std::max(once, std::min(ceiling, once * (1u << std::min(sent - 1, 6u))));
    }
    /// After this, an answer that later ones have overtaken is lost and not just out of order (RFC 8985, in spirit).
    [[nodiscard]] Duration with_reordering() const { return smoothed_ + std::max(smoothed_ / 4, 4 * variation_); }
    [[nodiscard]] Duration smoothed() const { return smoothed_; }
    [[nodiscard]] bool known() const { return known_; }

private:
    Duration smoothed_{};
    Duration variation_{};
    Duration not_before_{};  ///< until the next sample, no timer is shorter
    bool known_ = false;
};

}  // namespace ipmi::session
