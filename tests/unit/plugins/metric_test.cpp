#include "metric.hpp"

#include <gtest/gtest.h>

#include "number.hpp"

namespace {

using plugins::Metric;
using plugins::Range;
using plugins::ThresholdStyle;

constexpr double unbounded = std::numeric_limits<double>::infinity();

TEST(Metric, IsWrittenAsTheGuidelinesHaveIt) {
    const Metric metric{"Inlet Temp", 24, "C", Range{5, 80}, Range{3, 90}, 0.0, 255.0};
    EXPECT_EQ(to_text(metric, ThresholdStyle::range), "'Inlet Temp'=24C;5:80;3:90;0;255");
    EXPECT_EQ(to_text(metric, ThresholdStyle::upper), "'Inlet Temp'=24C;80;90;0;255");
    EXPECT_EQ(to_text(metric, ThresholdStyle::none), "'Inlet Temp'=24C;;;0;255");
}

TEST(Metric, WritesAnUpperLimitOfWhatCannotBeNegativeAsANumber) {
    Metric metric{"power", 59, "W", Range{-unbounded, 180}, {}, 0.0, {}};
    EXPECT_EQ(to_text(metric, ThresholdStyle::range), "'power'=59W;180;;0");
    metric.minimum.reset();
    EXPECT_EQ(to_text(metric, ThresholdStyle::range), "'power'=59W;~:180");
    metric.warning = Range{5, unbounded};
    EXPECT_EQ(to_text(metric, ThresholdStyle::upper), "'power'=59W");
}

TEST(Metric, LetsNoLabelBreakTheLine) {
    const Metric metric{"a'b=c|d\ne", 1, {}, {}, {}, {}, {}};
    EXPECT_EQ(to_text(metric, ThresholdStyle::range), "'a_b_c_d_e'=1");
}

TEST(Number, HasNeverAnExponent) {
    EXPECT_EQ(plugins::number(0.000001234), "0.000001234");
    EXPECT_EQ(plugins::number(12345678), "12345678");
    EXPECT_EQ(plugins::number(-0.0), "0");
    EXPECT_EQ(plugins::number(12.060000000000001), "12.06");
    EXPECT_EQ(plugins::number(1e-12), "0");
}

}  // namespace
