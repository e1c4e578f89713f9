#include "session/round_trip.hpp"

#include <gtest/gtest.h>

namespace ipmi::session {
namespace {

using std::chrono::milliseconds;

TEST(RoundTrip, AWindowOfEqualAnswersLeavesRoomForALateOne) {
    RoundTrip measured;
    for (int i = 0; i < 64; ++i) measured.sample(milliseconds(100));
    EXPECT_EQ(measured.smoothed(), milliseconds(100));
    EXPECT_GE(measured.timeout(), milliseconds(130));
}

TEST(RoundTrip, ATimerThatWasTooShortGrowsUntilSomethingIsMeasured) {
    RoundTrip measured(milliseconds(5));
    EXPECT_LT(measured.timeout(), milliseconds(100));
    measured.ambiguous(milliseconds(300));
    EXPECT_GE(measured.timeout(), milliseconds(400));
    measured.sample(milliseconds(6));
    EXPECT_LT(measured.timeout(), milliseconds(100));
}

TEST(RoundTrip, BeforeAnythingIsMeasuredAnAnswerMayTakeLonger) {
    RoundTrip unknown;
    EXPECT_EQ(unknown.timeout(), RoundTrip::before_first_sample);
    unknown.ambiguous(milliseconds(310));
    EXPECT_GE(unknown.timeout(), milliseconds(400));
    unknown.sample(milliseconds(310));
    EXPECT_EQ(unknown.smoothed(), milliseconds(310));
}

TEST(RoundTrip, DoublesUpToTheCeilingAndNeverBelowWhatWasMeasured) {
    RoundTrip measured(milliseconds(20));
    EXPECT_EQ(measured.timeout(2), 2 * measured.timeout(1));
    EXPECT_EQ(measured.timeout(40), RoundTrip::ceiling);
    const RoundTrip far(milliseconds(1200));
    EXPECT_GT(far.timeout(1), milliseconds(1200));
    EXPECT_EQ(far.timeout(3), far.timeout(1));
}

}  // namespace
}  // namespace ipmi::session
