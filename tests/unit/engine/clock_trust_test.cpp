#include "engine/clock_trust.hpp"

#include <gtest/gtest.h>

namespace ipmi::engine {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

const WallTime noon{hours(24 * 365 * 57)};
const Time begin{hours(5)};

TEST(ClockTrust, BelievesAClockThatGoesOn) {
    ClockTrust trust(noon);
    EXPECT_TRUE(trust.believes(noon + hours(23), begin));
    EXPECT_TRUE(trust.believes(noon + hours(46), begin + hours(23)));
    EXPECT_TRUE(trust.believes(noon + hours(23), begin + hours(24))) << "nor does a step back of less than a day";
}

TEST(ClockTrust, BelievesTheFirstThatItSees) {
    EXPECT_TRUE(ClockTrust(std::nullopt).believes(noon, begin));
}

TEST(ClockTrust, WantsProofOfAClockThatIsFarAhead) {
    ClockTrust trust(noon);
    const auto ahead = noon + days(400);
    EXPECT_FALSE(trust.believes(ahead, begin));
    EXPECT_FALSE(trust.believes(ahead + hours(5), begin + hours(5)));
    EXPECT_EQ(trust.known(), noon);
    EXPECT_TRUE(trust.believes(ahead + hours(6), begin + hours(6)));
    EXPECT_TRUE(trust.believes(ahead + hours(7), begin + hours(7)));
}

TEST(ClockTrust, BelievesItAtOnceWhenItIsRightAgain) {
    ClockTrust trust(noon);
    EXPECT_FALSE(trust.believes(noon + days(400), begin));
    EXPECT_TRUE(trust.believes(noon + minutes(10), begin + minutes(10)));
    EXPECT_FALSE(trust.believes(noon + days(400), begin + hours(7))) << "and the doubt begins anew";
}

TEST(ClockTrust, OneThatJumpsAgainHasProvedNothing) {
    ClockTrust trust(noon);
    EXPECT_FALSE(trust.believes(noon + days(400), begin));
    EXPECT_FALSE(trust.believes(noon + days(40), begin + hours(5)));
    EXPECT_FALSE(trust.believes(noon + days(40) + hours(2), begin + hours(7)));
    EXPECT_TRUE(trust.believes(noon + days(40) + hours(6), begin + hours(11)));
}

/// A machine without a clock of its own begins in the past until the network tells it the time.
TEST(ClockTrust, AClockThatWasBehindForAWhileDoesNotMakeTheRightOneDoubtful) {
    ClockTrust trust(noon);
    EXPECT_FALSE(trust.believes(noon - days(900), begin));
    EXPECT_TRUE(trust.believes(noon + minutes(1), begin + minutes(1)));
}

}  // namespace
}  // namespace ipmi::engine
