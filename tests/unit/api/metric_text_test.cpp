#include "api/metric_text.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "api/metric_family.hpp"
#include "unit/api/asked_engine.hpp"

namespace ipmi::api {
namespace {

TEST(MetricText, EscapesWhateverALabelSays) {
    std::string out;
    MetricText(out, MetricForm::prometheus).sample("m", {{"host", "a\"b\\c\nd"}, {"name", ""}}, 1.5);
    EXPECT_EQ(out, "m{host=\"a\\\"b\\\\c\\nd\",name=\"\"} 1.5\n");
}

TEST(MetricText, WritesNumbersThatAreNone) {
    std::string out;
    MetricText text(out, MetricForm::open_metrics);
    text.sample("m", {}, std::numeric_limits<double>::quiet_NaN());
    text.sample("m", {}, -std::numeric_limits<double>::infinity());
    text.sample("m", {}, 3);
    text.end();
    EXPECT_EQ(out, "m NaN\nm -Inf\nm 3\n# EOF\n");
}

TEST(MetricText, CallsACountersFamilyAsItsFormDoes) {
    std::string newer;
    std::string older;
    MetricText(newer, MetricForm::open_metrics).family("polls_total", MetricType::counter, "Polls.");
    MetricText(older, MetricForm::prometheus).family("polls_total", MetricType::counter, "Polls.");
    EXPECT_EQ(newer, "# HELP polls Polls.\n# TYPE polls counter\n");
    EXPECT_EQ(older, "# HELP polls_total Polls.\n# TYPE polls_total counter\n");
}

TEST_F(AskedEngine, TellsMetricsOfHostsThatWereNotAskedYet) {
    auto answer = ask("GET", "/metrics");
    EXPECT_EQ(answer.status, 200u);
    const auto told = text(answer);
    EXPECT_NE(told.find("bmcscope_host_up{host=\"web 10\"} 0\n"), std::string::npos);
    EXPECT_NE(told.find("bmcscope_engine_hosts{reach=\"silent\"} 1\n"), std::string::npos);
    auto of_set = ask("GET", "/metrics?set=@rack1");
    EXPECT_EQ(text(of_set).find("host=\"web 10\""), std::string::npos);
    EXPECT_EQ(ask("GET", "/metrics?set=@nobody").status, 400u);
}

TEST(MetricFamilies, TellNothingOldAsNew) {
    engine::HostBlock block;
    block.name = "web01";
    block.reach = engine::Reach::answers;
    block.chassis = std::make_shared<const engine::Dated<ChassisStatus>>();
    const auto told = [](const engine::HostBlock& host) {
        std::string out;
        MetricText text(out, MetricForm::prometheus);
        for (const auto& family : host_families()) family.add(text, family.name, host);
        return out;
    };
    EXPECT_NE(told(block).find("ipmi_chassis_power_state{host=\"web01\"} 0\n"), std::string::npos);
    EXPECT_NE(told(block).find("bmcscope_host_up{host=\"web01\"} 1\n"), std::string::npos);
    block.stale = true;
    EXPECT_EQ(told(block).find("ipmi_chassis_power_state"), std::string::npos);
    EXPECT_NE(told(block).find("bmcscope_host_up{host=\"web01\"} 0\n"), std::string::npos);
}

}  // namespace
}  // namespace ipmi::api
