// The sensors of one BMC: the profile's, and beside it only those that were changed.
#pragma once

#include <algorithm>
#include <vector>

#include "profile.hpp"

namespace ipmi::sim {

class SensorStates {
public:
    [[nodiscard]] const SensorState& get(const Profile& profile, std::size_t index) const {
        for (const auto& changed : changed_)
            if (changed.index == index) return changed.state;
        return profile.sensors()[index].initial;
    }
    SensorState& touch(const Profile& profile, std::size_t index) {
        for (auto& changed : changed_)
            if (changed.index == index) return changed.state;
        return changed_.emplace_back(Changed{static_cast<std::uint16_t>(index), profile.sensors()[index].initial})
            .state;
    }
    void clear() { changed_.clear(); }

private:
    struct Changed {
        std::uint16_t index;
        SensorState state;
    };
    std::vector<Changed> changed_;
};

}  // namespace ipmi::sim
