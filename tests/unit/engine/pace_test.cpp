#include "engine/pace.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace ipmi::engine {
namespace {

using namespace std::chrono_literals;

TEST(Phase, SpreadsHostsOverThePeriodAndStaysTheSame) {
    std::array<int, 10> tenths{};
    for (int i = 0; i < 10'000; ++i) {
        const auto phase = phase_of("web" + std::to_string(i), 60s);
        ASSERT_GE(phase, 0s);
        ASSERT_LT(phase, 60s);
        ++tenths[static_cast<std::size_t>(phase / 6s)];
    }
    for (const auto count : tenths) {
        EXPECT_GT(count, 850);
        EXPECT_LT(count, 1150);
    }
    EXPECT_EQ(phase_of("web01", 60s), phase_of("web01", 60s));
}

TEST(Start, AsksAFewHostsAtOnceAndManySpreadOverTheirFirstPeriod) {
    Pace pace;
    EXPECT_EQ(start_spread(pace, 10), 50ms);
    EXPECT_EQ(start_spread(pace, 10'000), 22500ms);
    pace.power = 1s;
    EXPECT_EQ(start_spread(pace, 10'000), 750ms);
}

TEST(Retry, DoublesUpToItsLongest) {
    const Pace pace;
    EXPECT_EQ(retry_after(pace, 1, 0), 5s);
    EXPECT_EQ(retry_after(pace, 2, 0), 10s);
    EXPECT_EQ(retry_after(pace, 4, 0), 40s);
    EXPECT_EQ(retry_after(pace, 7, 0), 5min);
    EXPECT_EQ(retry_after(pace, 4'000'000'000, 0), 5min);
}

TEST(Pace, FollowsTheInventoryWhereThatSaysSomething) {
    Pace general;
    general.power = 7s;
    inventory::PollEntry entry;
    EXPECT_EQ(pace_of(general, entry), general);
    entry.sensors = 90s;
    entry.requests_per_second = 0;
    const auto pace = pace_of(general, entry);
    EXPECT_EQ(pace.sensors, 90s);
    EXPECT_EQ(pace.power, 7s);
    EXPECT_EQ(pace.requests_per_second, 0);
}

TEST(Retry, ComesLaterByChanceAndNeverSooner) {
    const Pace pace;
    EXPECT_GT(retry_after(pace, 1, 255), 6s);
    EXPECT_LT(retry_after(pace, 1, 255), 6250ms);
}

}  // namespace
}  // namespace ipmi::engine
