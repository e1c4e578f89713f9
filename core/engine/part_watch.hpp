// Since when a part of a host cannot be read: a question lost now and then is no news, one that is never answered is.
#pragma once

#include <chrono>
#include <optional>

#include "base/clock.hpp"

namespace ipmi::engine {

class PartWatch {
public:
    static constexpr unsigned enough_attempts = 3;
    static constexpr Duration enough_time = std::chrono::minutes(1);  ///< whatever the pace

    void answered() { first_.reset(); }
    /// One attempt more was in vain. Empty: that may yet be chance; else the time of the first of them.
    std::optional<WallTime> failed(WallTime now, Time clock) {
        if (!first_) {
            first_ = First{now, clock};
            attempts_ = 0;
        }
        ++attempts_;
        if (attempts_ < enough_attempts || clock - first_->clock < enough_time) return std::nullopt;
        return first_->time;
    }

private:
    struct First {
        WallTime time{};
        Time clock{};
    };
    std::optional<First> first_{};
    unsigned attempts_ = 0;
};

}  // namespace ipmi::engine
