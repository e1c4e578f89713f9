#include "engine/beat.hpp"

#include <gtest/gtest.h>

namespace ipmi::engine {
namespace {

using namespace std::chrono_literals;

constexpr Time start{1000s};

TEST(Beat, ComesAtOnceAndThenOnItsOwnBeat) {
    Beat beat(60s, 17s, start);
    EXPECT_TRUE(beat.due(start));
    beat.done(start, start + 3s);
    EXPECT_EQ(beat.next(), start + 17s);
    EXPECT_FALSE(beat.due(start + 16s));
    beat.done(start + 17s, start + 18s);
    EXPECT_EQ(beat.next(), start + 77s);
}

TEST(Beat, LeavesOutWhatIsLateAndStaysInStep) {
    Beat beat(60s, 17s, start);
    beat.done(start, start + 200s);
    EXPECT_EQ(beat.next(), start + 257s);
}

TEST(Beat, ComesSoonerWhereAskedAndNeverLater) {
    Beat beat(60s, 17s, start);
    beat.done(start, start);
    beat.ask_at(start + 30s);
    EXPECT_EQ(beat.next(), start + 17s);
    beat.ask_at(start + 5s);
    EXPECT_TRUE(beat.due(start + 5s));
    beat.done(start + 5s, start + 6s);
    EXPECT_EQ(beat.next(), start + 17s);
}

TEST(Beat, GoesOnFromWhatCameBeforeIt) {
    Beat beat(60s, 17s, start);
    beat.came(50s, start);
    EXPECT_EQ(beat.next(), start + 10s);
    beat.done(start + 10s, start + 11s);
    EXPECT_EQ(beat.next(), start + 17s);
    for (const auto ago : {60s, 500s, -1s}) {  // over, or in the future: a clock was set
        Beat other(60s, 17s, start);
        other.came(ago, start);
        EXPECT_TRUE(other.due(start)) << ago.count();
    }
}

TEST(Beat, GoesOnAtAnotherPaceWithoutBeingDueForThat) {
    Beat beat(60s, 17s, start);
    beat.done(start, start + 20s);  // next at 77
    auto quicker = beat;
    quicker.go_on_as({10s, 4s, start + 30s});
    EXPECT_EQ(quicker.next(), start + 34s);
    quicker.done(start + 34s, start + 35s);
    EXPECT_EQ(quicker.next(), start + 44s);
    auto slower = beat;
    slower.go_on_as({600s, 100s, start + 30s});
    EXPECT_EQ(slower.next(), start + 77s) << "it was promised";
    slower.done(start + 77s, start + 78s);
    EXPECT_EQ(slower.next(), start + 130s);
    auto same = beat;
    same.go_on_as({60s, 17s, start + 30s});
    EXPECT_EQ(same.next(), start + 77s);
    beat.ask_at(start + 30s);
    beat.go_on_as({10s, 4s, start + 30s});
    EXPECT_TRUE(beat.due(start + 30s)) << "what was asked for stays asked for";
}

// Somebody asks while the answer to an earlier question is on its way: that one may be of before.
TEST(Beat, KeepsWhatWasAskedForMeanwhile) {
    Beat beat(60s, 17s, start);
    beat.done(start, start);
    beat.done(start + 17s, start + 17s);
    const auto begun = start + 77s;
    beat.ask_at(begun - 1s);
    EXPECT_TRUE(beat.due(begun));
    beat.done(begun, begun + 1s);
    EXPECT_EQ(beat.next(), start + 137s);
    beat.ask_at(start + 100s);
    beat.done(start + 99s, start + 101s);
    EXPECT_TRUE(beat.due(start + 101s));
}

}  // namespace
}  // namespace ipmi::engine
