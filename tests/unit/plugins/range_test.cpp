#include "range.hpp"

#include <gtest/gtest.h>

namespace {

using plugins::parse_range;

// The examples of the monitoring plugins guidelines, "Threshold and ranges".
TEST(Range, AlertsAsTheGuidelinesSay) {
    const auto alerts = [](const char* text, double value) { return parse_range(text).value().alerts(value); };
    EXPECT_TRUE(alerts("10", -0.1));
    EXPECT_FALSE(alerts("10", 0));
    EXPECT_FALSE(alerts("10", 10));
    EXPECT_TRUE(alerts("10", 10.1));
    EXPECT_TRUE(alerts("10:", 9.9));
    EXPECT_FALSE(alerts("10:", 1e9));
    EXPECT_FALSE(alerts("~:10", -1e9));
    EXPECT_TRUE(alerts("~:10", 10.5));
    EXPECT_TRUE(alerts("10:20", 9));
    EXPECT_FALSE(alerts("10:20", 20));
    EXPECT_TRUE(alerts("@10:20", 10));
    EXPECT_FALSE(alerts("@10:20", 21));
}

TEST(Range, RefusesWhatIsNone) {
    for (const char* text :
         {"", ":", "@", "@:", "a", "10:5", "5:a", "nan", "inf", "1e5", "1,5", "10:20:30", "~", " 5", "--1"})
        EXPECT_FALSE(parse_range(text)) << text;
    EXPECT_NE(parse_range("10:5").error().find("its start is beyond its end"), std::string::npos);
}

TEST(Range, IsWrittenInItsShortestForm) {
    for (const char* text : {"80", "5:80", "5:", "~:80", "@5:80", "0:", "-5:2.5"})
        EXPECT_EQ(to_string(parse_range(text).value()), text) << text;
}

}  // namespace
