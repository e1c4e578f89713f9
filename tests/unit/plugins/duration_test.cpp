#include "duration.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using plugins::in_words;
using plugins::parse_duration;

TEST(Duration, TakesSecondsAndUnits) {
    EXPECT_EQ(parse_duration("10").value(), 10s);
    EXPECT_EQ(parse_duration("1.5").value(), 1500ms);
    EXPECT_EQ(parse_duration("250ms").value(), 250ms);
    EXPECT_EQ(parse_duration("5m").value(), 5min);
    EXPECT_EQ(parse_duration("1h30m").value(), 90min);
    EXPECT_EQ(parse_duration("7d").value(), 168h);
}

TEST(Duration, RefusesWhatIsNone) {
    for (const char* text : {"", "s", "5x", "-1", "1h30", "nan", "1e9999", "5 m", "999999999d"})
        EXPECT_FALSE(parse_duration(text)) << text;
    EXPECT_FALSE(parse_duration("5m5"));  // a number without a unit stands alone
}

TEST(Duration, IsToldInTheLargestUnitThatLeavesTwo) {
    EXPECT_EQ(in_words(119s), "119 s");
    EXPECT_EQ(in_words(120s), "2 min");
    EXPECT_EQ(in_words(3h), "3 h");
    EXPECT_EQ(in_words(49h), "2 d");
}

}  // namespace
