// How many requests a BMC is asked to bear: so many a second on average. What was not used may be used at once, but no
// more than a minute's worth. What is read once, a long log or the parts of a machine, may be more than that.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/clock.hpp"

namespace ipmi::engine {

class RequestBudget {
public:
    static constexpr Duration saved_up = std::chrono::minutes(1);

    /// 0: as many as one likes.
    explicit RequestBudget(double per_second) : cost_(cost_at(per_second)) {}

    /// From now on. Requests that are not paid for yet are paid for at the new rate.
    void change(double per_second, Time now) {
        const auto before = std::exchange(cost_, cost_at(per_second));
        if (before > Duration::zero() && paid_until_ > now) paid_until_ = now + (paid_until_ - now) / before * cost_;
    }
    void spend(std::uint64_t requests, Time now) {
        paid_until_ = std::max(paid_until_, now) + cost_ * static_cast<Duration::rep>(requests);
    }
    /// Of what is asked once in a long while and is long: it uses up what was saved, and what comes in its turn need
    /// not wait for it.
    void spend_once(std::uint64_t requests, Time now) {
        const auto owed = std::max(paid_until_, now + saved_up);
        spend(requests, now);
        paid_until_ = std::min(paid_until_, owed);
    }
    /// When the next round of requests may begin; in the past: now.
    [[nodiscard]] Time free_at() const { return paid_until_ - saved_up; }

private:
    static Duration cost_at(double per_second) {
        if (per_second <= 0) return Duration::zero();
        return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(1 / per_second));
    }

    Duration cost_;
    Time paid_until_{};
};

}  // namespace ipmi::engine
