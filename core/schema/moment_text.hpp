// time_text() for many times of the same few seconds: the calendar is worked out once a second.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace ipmi::schema {

class MomentText {
public:
    /// As time_text(). Valid until the next call.
    std::string_view of(WallTime time);

private:
    std::chrono::sys_seconds second_{std::chrono::seconds(-1)};
    std::string text_;
};

}  // namespace ipmi::schema
