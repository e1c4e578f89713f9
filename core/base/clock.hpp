// Two clocks: Clock measures waiting and never jumps; WallClock stamps what people read.
#pragma once

#include <chrono>

namespace ipmi {

using Clock = std::chrono::steady_clock;
using Time = Clock::time_point;
using Duration = Clock::duration;
using WallClock = std::chrono::system_clock;
using WallTime = WallClock::time_point;

}  // namespace ipmi
