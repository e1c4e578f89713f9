#include "cli/power_plan.hpp"

#include <gtest/gtest.h>

namespace {

using namespace ipmi::cli;
using namespace std::chrono_literals;
using ipmi::PowerAction;

Pace pace(PowerAction action, std::size_t hosts, std::optional<std::chrono::milliseconds> stagger = {}) {
    Options options;
    options.power_action = action;
    options.stagger = stagger;
    return pace_of(options, hosts);
}

TEST(PowerPlan, PausesBetweenStartsThatDrawInrush) {
    EXPECT_EQ(pace(PowerAction::on, 12).between_starts, 1s);
    EXPECT_EQ(pace(PowerAction::cycle, 2).between_starts, 1s);
    EXPECT_EQ(pace(PowerAction::on, 1).between_starts, 0s);
    for (const auto action :
         {PowerAction::off, PowerAction::soft, PowerAction::reset, PowerAction::diagnostic_interrupt})
        EXPECT_EQ(pace(action, 12).between_starts, 0s) << to_string(action);
    EXPECT_EQ(pace(PowerAction::on, 12, 0ms).between_starts, 0s);
    EXPECT_EQ(pace(PowerAction::off, 12, 250ms).between_starts, 250ms);
}

}  // namespace
