#include "host_check.hpp"

#include <gtest/gtest.h>

#include "unit/plugins/some_sensors.hpp"

namespace {

using plugins::check_host;
using plugins::Mode;
using plugins::Options;
using plugins::query_of;
using plugins::Severity;
using plugins::worst;

constexpr std::chrono::sys_seconds now{std::chrono::seconds(1'700'000'000)};

Options in_mode(Mode mode) {
    Options options;
    options.mode = mode;
    return options;
}

TEST(HostCheck, AsksForWhatTheModeNeedsAndNoMore) {
    const auto sensors = query_of(in_mode(Mode::sensors), now);
    EXPECT_TRUE(sensors.sensors);
    EXPECT_FALSE(sensors.sel || sensors.chassis || sensors.device || sensors.dcmi_power);
    const auto sel = query_of(in_mode(Mode::sel), now);
    EXPECT_TRUE(sel.sel && sel.sel->watch && !sel.sensors);
    const auto whole = query_of(in_mode(Mode::host), now);
    EXPECT_TRUE(whole.sensors && whole.sel && whole.chassis && !whole.chassis->details);
    EXPECT_FALSE(query_of(in_mode(Mode::health), now).sel->records);
    auto off_matters = in_mode(Mode::sensors);
    off_matters.policy.power.powered_off = Severity::critical;
    EXPECT_TRUE(query_of(off_matters, now).chassis);
}

TEST(HostCheck, IsUnknownAndNamesTheStageWhereNothingWasAnswered) {
    const ipmi::Result<ipmi::HostReport> failed =
        std::unexpected(ipmi::Error{ipmi::Errc::timeout, "Open Session: no answer", {}});
    const auto check = check_host("web01", failed, in_mode(Mode::sensors), now);
    EXPECT_EQ(worst(check), Severity::unknown);
    EXPECT_EQ(check.text, "web01: Open Session: no answer");
}

// CRITICAL outranks UNKNOWN outranks WARNING, for what is old as for everything.
TEST(HostCheck, BelievesAnEngineNoLongerThanItIsTold) {
    SomeSensors some;
    some.temperature("CPU1 Temp", 20);
    ipmi::HostReport report;
    report.sensors = some.report();
    report.read = std::chrono::system_clock::now() - std::chrono::seconds(100);
    const auto options = in_mode(Mode::sensors);
    const auto young = check_host("web01", report, options, now);
    EXPECT_EQ(worst(young), Severity::ok);
    EXPECT_EQ(young.metrics.front().label, "age");
    EXPECT_NEAR(young.metrics.front().value, 100, 5);
    report.read = std::chrono::system_clock::now() - std::chrono::seconds(200);
    const auto old = check_host("web01", report, options, now);
    EXPECT_EQ(worst(old), Severity::unknown);
    EXPECT_TRUE(old.text.ends_with("s ago by the engine, --max-age is 180 s")) << old.text;
    SomeSensors hot;
    hot.temperature("CPU1 Temp", 98);
    report.sensors = hot.report();
    const auto both = check_host("web01", report, options, now);
    EXPECT_EQ(worst(both), Severity::critical);
    EXPECT_TRUE(both.text.starts_with("CPU1 Temp 98 C")) << both.text;
}

// check_ipmi_sensor_v3#53: an error in one part takes the whole check to UNKNOWN.
TEST(HostCheck, LetsAPartThatFailedNotHideTheOthers) {
    SomeSensors some;
    some.temperature("CPU1 Temp", 98);
    ipmi::HostReport report;
    report.sensors = some.report();
    report.sel = ipmi::Result<ipmi::SelReport>(
        std::unexpected(ipmi::Error{ipmi::Errc::completion_code, "Get SEL Info: invalid command", 0xc1}));
    ipmi::ChassisStatus on;
    on.power = ipmi::PowerState::on;
    report.chassis = on;
    const auto check = check_host("web01", report, in_mode(Mode::host), now);
    EXPECT_EQ(worst(check), Severity::critical);
    EXPECT_EQ(check.text, "CPU1 Temp 98 C > 90 (upper critical), 1 of 1 sensors");
    EXPECT_EQ(worst(check.children[1]), Severity::unknown);
}

TEST(HostCheck, SaysThatAHostIsOffAsPolicyWants) {
    SomeSensors some;
    some.fan("FAN1", 0);
    some.without(ipmi::Reason::host_off);
    ipmi::HostReport report;
    report.sensors = some.report();
    (*report.sensors)->power_on = false;
    auto options = in_mode(Mode::sensors);
    EXPECT_EQ(worst(check_host("h", report, options, now)), Severity::ok);
    options.policy.power.powered_off = Severity::unknown;
    const auto check = check_host("h", report, options, now);
    EXPECT_EQ(worst(check), Severity::unknown);
    EXPECT_TRUE(check.text.starts_with("host off; ")) << check.text;
}

}  // namespace
