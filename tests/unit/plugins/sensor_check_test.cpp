#include "sensor_check.hpp"

#include <gtest/gtest.h>

#include "render.hpp"
#include "unit/plugins/some_sensors.hpp"

namespace {

using ipmi::Reason;
using plugins::check_sensors;
using plugins::parse_range;
using plugins::RegularExpression;
using plugins::SensorPattern;
using plugins::SensorPolicy;
using plugins::Severity;
using plugins::worst;

RegularExpression expression(const char* text) {
    return RegularExpression::compile(text, RegularExpression::Extent::anywhere, RegularExpression::Case::ignored)
        .value();
}

TEST(SensorCheck, NamesValueLimitAndDirection) {
    SomeSensors some;
    some.temperature("Inlet Temp", 24);
    some.temperature("CPU1 Temp", 98);
    const auto check = check_sensors(some.report(), {});
    EXPECT_EQ(worst(check), Severity::critical);
    EXPECT_EQ(check.text, "CPU1 Temp 98 C > 90 (upper critical), 1 of 2 sensors");
    EXPECT_EQ(check.children[0].text, "Inlet Temp 24 C");
}

// FreeIPMI's default interpretation calls this Nominal, and check_ipmi_sensor OK.
TEST(SensorCheck, WarnsOnANonCriticalThreshold) {
    SomeSensors some;
    some.temperature("Inlet Temp", 80);
    const auto check = check_sensors(some.report(), {});
    EXPECT_EQ(worst(check), Severity::warning);
    EXPECT_EQ(check.children[0].text, "Inlet Temp 80 C = 80 (upper non-critical)");
}

TEST(SensorCheck, PutsTheWorstFirst) {
    SomeSensors some;
    some.temperature("Warm", 85);
    some.temperature("Hot", 98);
    EXPECT_TRUE(check_sensors(some.report(), {}).text.starts_with("Hot 98 C"));
}

TEST(SensorCheck, TakesRangesThatAreGivenInPlaceOfItsOwnLimits) {
    SomeSensors some;
    some.temperature("CPU1 Temp", 85);
    SensorPolicy policy;
    policy.warning.push_back({expression("CPU.*"), parse_range("10:88").value()});
    auto check = check_sensors(some.report(), policy);
    EXPECT_EQ(worst(check), Severity::ok);
    EXPECT_EQ(check.children[0].text, "CPU1 Temp 85 C");
    EXPECT_EQ(to_text(check.children[0].metrics[0], {}), "'CPU1 Temp'=85C;10:88;3:90;0;255");
    policy.critical.push_back({expression("cpu1"), parse_range("~:60").value()});
    check = check_sensors(some.report(), policy);
    EXPECT_EQ(worst(check), Severity::critical);
    EXPECT_EQ(check.children[0].text, "CPU1 Temp 85 C > 60 (given limit)");
}

TEST(SensorCheck, DoesNotSayThatThereAreNoneBeforeAllRecordsAreRead) {
    SomeSensors none;
    EXPECT_EQ(check_sensors(none.report(), {}).text, "the BMC has no sensors that can be read");
    auto report = none.report();
    auto table = std::make_shared<ipmi::SensorTable>(*report.table);
    table->record_count = 2;
    table->records_expected = 67;
    report.table = table;
    EXPECT_EQ(check_sensors(report, {}).text, "SDR 2/67 read so far, the next checks go on; 0 sensors in range");
}

// A slip of the pen must not be a limit that nobody crosses.
TEST(SensorCheck, SaysWhatIsAboutNoSensor) {
    SomeSensors some;
    some.temperature("CPU1 Temp", 55);
    SensorPolicy policy;
    policy.critical.push_back({expression("^CPU2"), parse_range(":40").value(), "^CPU2=:40"});
    policy.exclude.push_back(SensorPattern::parse("nosuch").value());
    auto check = check_sensors(some.report(), policy);
    EXPECT_EQ(worst(check), Severity::unknown);
    EXPECT_EQ(check.text, "--critical ^CPU2=:40: no sensor of this BMC has such a name");
    EXPECT_EQ(check.notes.at(0), "--exclude nosuch: no sensor of this BMC is meant");
    policy.limits_must_match = false;
    check = check_sensors(some.report(), policy);
    EXPECT_EQ(worst(check), Severity::ok) << "one of many hosts may lack it";
    EXPECT_EQ(check.notes.at(0), "--critical ^CPU2=:40: no sensor of this BMC has such a name");
    auto partly = some.report();
    partly.cut = ipmi::Error{ipmi::Errc::timeout, "no answer in time", {}};
    EXPECT_EQ(check_sensors(partly, policy).children.size(), 1u) << "it may be among those that were not read";
}

TEST(SensorCheck, KeepsItsOwnCriticalLimitBesideAGivenWarning) {
    SomeSensors some;
    some.temperature("CPU1 Temp", 98);
    SensorPolicy policy;
    policy.warning.push_back({expression("CPU"), parse_range("200").value()});
    const auto check = check_sensors(some.report(), policy);
    EXPECT_EQ(worst(check), Severity::critical);
    EXPECT_EQ(check.children[0].text, "CPU1 Temp 98 C > 90 (upper critical)");
}

TEST(SensorCheck, MapsIgnoresAndRenames) {
    SomeSensors some;
    some.temperature("Fan_Temp", 98);
    some.power_supply(1, 3);
    SensorPolicy policy;
    policy.map.push_back({expression("PSU1: .*Failure"), Severity::warning});
    policy.ignore_state.push_back(SensorPattern::parse("*Temp").value());
    policy.rename.push_back({expression("^Fan_(.*)$"), "F \\1"});
    const auto check = check_sensors(some.report(), policy);
    EXPECT_EQ(check.children[0].state, Severity::ok);
    EXPECT_EQ(check.children[0].text, "F Temp 98 C > 90 (upper critical)");  // still true
    EXPECT_EQ(check.children[0].metrics[0].label, "F Temp");
    EXPECT_EQ(check.children[1].state, Severity::warning);
}

TEST(SensorCheck, KeepsLabelsApartThatARenamingJoins) {
    SomeSensors some;
    some.temperature("A", 20);
    some.temperature("B", 30);
    SensorPolicy policy;
    policy.rename.push_back({expression("^.$"), "T"});
    const auto check = check_sensors(some.report(), policy);
    EXPECT_EQ(check.children[0].metrics[0].label, "T");
    EXPECT_EQ(check.children[1].metrics[0].label, "T 32.0.2");
}

TEST(SensorCheck, KeepsLabelsApartThatPerformanceDataJoin) {
    SomeSensors some;
    some.temperature("a=b", 20);
    some.temperature("a|b", 21);
    some.temperature("time", 22);  // a metric of the check itself
    const auto check = check_sensors(some.report(), {});
    EXPECT_EQ(check.children[0].metrics[0].label, "a=b");
    EXPECT_EQ(check.children[1].metrics[0].label, "a|b 32.0.2");
    EXPECT_EQ(check.children[2].metrics[0].label, "time 32.0.3");
}

TEST(SensorCheck, KeepsANameThatARenamingWouldEmpty) {
    SomeSensors some;
    some.temperature("A", 20);
    SensorPolicy policy;
    policy.rename.push_back({expression(".*"), ""});
    EXPECT_EQ(check_sensors(some.report(), policy).children[0].metrics[0].label, "A");
}

TEST(SensorCheck, CallsUnavailableNoFaultUnlessAsked) {
    SomeSensors some;
    for (int i = 0; i < 20; ++i) some.temperature("T" + std::to_string(i), 20);
    some.fan("FAN1", 0);
    some.without(Reason::absent);
    some.fan("FAN2", 0);
    some.without(Reason::not_responding);
    SensorPolicy policy;
    auto check = check_sensors(some.report(), policy);
    EXPECT_EQ(worst(check), Severity::ok);
    EXPECT_EQ(check.text, "20 of 22 sensors read, all in range, 1 absent, 1 not responding");
    policy.absent = Severity::critical;
    check = check_sensors(some.report(), policy);
    EXPECT_EQ(worst(check), Severity::critical);
    EXPECT_TRUE(check.text.starts_with("FAN1: absent"));
}

TEST(SensorCheck, IsUnknownWhenMoreThanATenthIsSilent) {
    SomeSensors some;
    for (int i = 0; i < 9; ++i) some.temperature("T" + std::to_string(i), 20);
    some.fan("FAN1", 0);
    some.without(Reason::not_responding);
    EXPECT_EQ(worst(check_sensors(some.report(), {})), Severity::ok);  // exactly a tenth
    some.fan("FAN2", 0);
    some.without(Reason::not_responding);
    const auto check = check_sensors(some.report(), {});
    EXPECT_EQ(worst(check), Severity::unknown);
    EXPECT_EQ(check.text, "2 of 11 sensors not responding");
}

TEST(SensorCheck, FiltersBothWays) {
    SomeSensors some;
    some.temperature("CPU1 Temp", 98);
    some.temperature("CPU2 Temp", 20);
    some.fan("FAN1", 5000);
    SensorPolicy policy;
    policy.include.push_back(SensorPattern::parse("type=Temperature").value());
    policy.exclude.push_back(SensorPattern::parse("CPU1*").value());
    const auto check = check_sensors(some.report(), policy);
    EXPECT_EQ(worst(check), Severity::ok);
    EXPECT_EQ(check.text, "1 sensor in range");
    policy.include = {SensorPattern::parse("nothing").value()};
    EXPECT_EQ(worst(check_sensors(some.report(), policy)), Severity::unknown);
}

TEST(SensorCheck, ShowsTheLimitsTheBmcUsesNow) {
    SomeSensors some;
    some.temperature("CPU1 Temp", 75);
    auto report = some.report();
    auto& live = report.live_thresholds[0];
    live = report.table->sensors[0].thresholds;
    live[ipmi::ThresholdKind::upper_critical] = 70;
    live[ipmi::ThresholdKind::upper_non_critical] = 60;
    report.readings[0].crossed = ipmi::ThresholdKind::upper_critical;
    report.readings[0].severity = Severity::critical;
    const auto check = check_sensors(report, {});
    EXPECT_EQ(check.children[0].text, "CPU1 Temp 75 C > 70 (upper critical)");
    EXPECT_EQ(to_text(check.children[0].metrics[0], {}), "'CPU1 Temp'=75C;5:60;3:70;0;255");
}

}  // namespace
