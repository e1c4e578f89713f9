// Whether the wall clock may be believed by those who drop what is old. A clock that is far from where it was when it
// was believed last (set wrong at boot, before the network has put it right) would drop all of it; so it has to run on
// for some hours first. One thread's.
#pragma once

#include <optional>

#include "base/clock.hpp"

namespace ipmi::engine {

class ClockTrust {
public:
    static constexpr auto farthest = std::chrono::days(1);  ///< a step that needs no proof
    static constexpr auto proof = std::chrono::hours(6);    ///< of running on, by the clock that never jumps

    /// `known`: the time at which it was believed last, by whichever engine; empty: never.
    explicit ClockTrust(std::optional<WallTime> known) : known_(known) {}

    bool believes(WallTime now, Time steady) {
        const bool near = !known_ || is_near(now, *known_);
        if (near) {
            doubt_.reset();
        } else if (!doubt_ || !is_near(now, doubt_->now + (steady - doubt_->steady))) {
            doubt_ = Doubt{now, steady};  // for the first time, or it has jumped again
        } else if (steady - doubt_->steady >= proof) {
            doubt_.reset();
        }
        if (doubt_) return false;
        known_ = now;
        return true;
    }
    [[nodiscard]] std::optional<WallTime> known() const { return known_; }

private:
    struct Doubt {
        WallTime now;
        Time steady;
    };
    static bool is_near(WallTime a, WallTime b) { return a - b <= farthest && b - a <= farthest; }

    std::optional<WallTime> known_;
    std::optional<Doubt> doubt_;
};

}  // namespace ipmi::engine
