// How many requests a BMC is asked to bear: so many a second on average. What was not used may be used at once, but no
// more than a minute's worth.
#pragma once

#include <algorithm>
#include <cstdint>

#include "base/clock.hpp"

namespace ipmi::engine {

class RequestBudget {
public:
    static constexpr Duration saved_up = std::chrono::minutes(1);

    /// 0: as many as one likes.
    explicit RequestBudget(double per_second)
        : cost_(per_second > 0 ? std::chrono::duration_cast<Duration>(std::chrono::duration<double>(1 / per_second))
                               : Duration::zero()) {}

    void spend(std::uint64_t requests, Time now) {
        paid_until_ = std::max(paid_until_, now) + cost_ * static_cast<Duration::rep>(requests);
    }
    /// When the next round of requests may begin; in the past: now.
    [[nodiscard]] Time free_at() const { return paid_until_ - saved_up; }

private:
    Duration cost_;
    Time paid_until_{};
};

}  // namespace ipmi::engine
