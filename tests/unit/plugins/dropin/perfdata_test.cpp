#include "dropin/perfdata.hpp"

#include <gtest/gtest.h>

namespace plugins::dropin {
namespace {

SensorRow fan() {
    SensorRow row;
    row.name = "FAN 1";
    row.reading = "5800.00";
    row.units = "RPM";
    return row;
}

TEST(Perfdata, WritesRangesAsTheOriginal) {
    EXPECT_EQ(range("5.00", "80.00"), "5.00:80.00");
    EXPECT_EQ(range("5.00", "N/A"), "5.00:");
    EXPECT_EQ(range("N/A", "80.00"), "~:80.00");
    EXPECT_EQ(range("N/A", "N/A"), "");
}

TEST(Perfdata, ShowsLimitsWhereThereAreAny) {
    auto row = fan();
    EXPECT_EQ(metric(row, {}), "'FAN 1'=5800.00");
    row.lower_c = "600.00";
    EXPECT_EQ(metric(row, {}), "'FAN 1'=5800.00;;600.00:");
    row.lower_nc = "800.00";
    EXPECT_EQ(metric(row, {}), "'FAN 1'=5800.00;800.00:;600.00:");
    row.lower_c = not_available;
    EXPECT_EQ(metric(row, {}), "'FAN 1'=5800.00;800.00:;");
    Options options;
    options.thresholds = false;
    EXPECT_EQ(metric(row, options), "'FAN 1'=5800.00");
}

TEST(Perfdata, LetsNoNameBreakAMetric) {
    EXPECT_EQ(metric_label("a'b=c|d", false), "'a_b_c_d'");
    EXPECT_EQ(metric_label("FAN 1", true), "FAN_1");
}

}  // namespace
}  // namespace plugins::dropin
