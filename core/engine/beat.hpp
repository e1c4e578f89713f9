// When something is due again: on a beat of its own, so that a late round is left out and not made up for.
#pragma once

#include <algorithm>

#include "base/clock.hpp"

namespace ipmi::engine {

class Beat {
public:
    /// Due at once; after that at `begin` + `phase` and each `period` from there.
    Beat(Duration period, Duration phase, Time begin) : period_(period), anchor_(begin + phase), due_(begin) {}

    [[nodiscard]] bool due(Time now) const { return due_ <= now; }
    [[nodiscard]] Time next() const { return due_; }
    /// Once out of turn; the beat stays.
    void ask_at(Time time) {
        if (time < due_) due_ = time;
    }
    /// It came last so long `ago`, before there was this beat: due when its period is over.
    void came(Duration ago, Time now) {
        if (ago >= Duration::zero() && ago < period_) due_ = now + period_ - ago;
    }
    /// Goes on as `other`, which is new, would, but is not due at once for that: not before its turn there.
    void go_on_as(const Beat& other) {
        if (other.period_ == period_) return;
        period_ = other.period_;
        anchor_ = other.anchor_;
        due_ = std::min(due_, anchor_);
    }
    /// What was begun at `begun` has ended. What was asked for meanwhile stays due.
    void done(Time begun, Time now) {
        if (due_ > begun) return;
        due_ = now < anchor_ ? anchor_ : now + period_ - (now - anchor_) % period_;
    }

private:
    Duration period_;
    Time anchor_;
    Time due_;
};

}  // namespace ipmi::engine
