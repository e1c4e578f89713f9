#include "health_check.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace std::chrono_literals;
using plugins::check_health;
using plugins::HealthPolicy;
using plugins::Severity;
using plugins::worst;

constexpr std::chrono::sys_seconds now{1'700'000'000s};

ipmi::HostReport with_self_test(std::uint16_t result) {
    ipmi::HostReport report;
    ipmi::DeviceReport device;
    device.id.firmware_major = 2;
    device.id.firmware_minor = 0x45;
    device.manufacturer = "Example";
    device.self_test = result;
    device.self_test_text = "as told";
    device.quirks = {"takes one request at a time"};
    report.device = std::move(device);
    return report;
}

ipmi::HostReport with_clock(std::chrono::seconds drift) {
    ipmi::HostReport report;
    ipmi::SelReport log;
    log.bmc_clock = now + drift;
    log.clock_read = now;
    report.sel = std::move(log);
    return report;
}

// IPMI v2.0 rev 1.1, §20.4.
TEST(HealthCheck, JudgesTheSelfTest) {
    for (const auto& [result, state] : {std::pair{0x5500, Severity::ok},
                                        {0x5600, Severity::ok},
                                        {0x5780, Severity::warning},
                                        {0x5801, Severity::critical}})
        EXPECT_EQ(worst(check_health(with_self_test(static_cast<std::uint16_t>(result)), {})), state) << result;
}

TEST(HealthCheck, NamesFirmwareAndQuirks) {
    const auto notes = check_health(with_self_test(0x5500), {}).notes;
    EXPECT_NE(std::find(notes.begin(), notes.end(), "Example, firmware 2.45"), notes.end());
    EXPECT_NE(std::find(notes.begin(), notes.end(), "quirk: takes one request at a time"), notes.end());
    auto updating = with_self_test(0x5500);
    (*updating.device)->id.update_in_progress = true;
    EXPECT_EQ(worst(check_health(updating, {})), Severity::warning);
}

TEST(HealthCheck, JudgesTheClock) {
    EXPECT_EQ(worst(check_health(with_clock(290s), {})), Severity::ok);
    EXPECT_EQ(worst(check_health(with_clock(-400s), {})), Severity::warning);
    HealthPolicy policy;
    policy.drift_critical = 350s;
    EXPECT_EQ(worst(check_health(with_clock(-400s), policy)), Severity::critical);
    auto never_set = with_clock(0s);
    (*never_set.sel)->bmc_clock.reset();
    EXPECT_EQ(worst(check_health(never_set, {})), Severity::warning);
}

// A check that took a minute, or that took the engine's word, has not made the BMC's clock drift.
TEST(HealthCheck, ComparesTheClockWithTheTimeItWasRead) {
    auto report = with_clock(60s);
    (*report.sel)->clock_read = now + 60'700ms;
    EXPECT_NE(check_health(report, {}).text.find("clock right"), std::string::npos);
    (*report.sel)->clock_read = now - 340s;
    EXPECT_EQ(worst(check_health(report, {})), Severity::warning);
}

// IPMI does not say whether the log's clock is local time: two hours exactly are a time zone, not a drift.
TEST(HealthCheck, TakesWholeHoursForLocalTime) {
    const auto check = check_health(with_clock(7210s), {});
    EXPECT_EQ(worst(check), Severity::ok);
    EXPECT_NE(check.text.find("seems to be local time"), std::string::npos) << check.text;
}

// What is excused has no limits beside its metric, and limits that somebody gave are limits.
TEST(HealthCheck, NeverContradictsItsOwnMetric) {
    const auto metric_of = [](const plugins::Check& check) { return check.children.front().metrics.front(); };
    EXPECT_FALSE(metric_of(check_health(with_clock(7210s), {})).warning);
    EXPECT_TRUE(metric_of(check_health(with_clock(10s), {})).warning);
    HealthPolicy policy;
    policy.drift_critical = 600s;
    const auto check = check_health(with_clock(7200s), policy);
    EXPECT_EQ(worst(check), Severity::critical);
    EXPECT_NE(check.text.find("ahead of ours, more than 10 min"), std::string::npos) << check.text;
}

TEST(HealthCheck, JudgesTheRoundTrip) {
    ipmi::HostReport report;
    report.statistics.round_trip = 80ms;
    HealthPolicy policy;
    policy.round_trip_warning = plugins::Range{0, 50, false};
    EXPECT_EQ(worst(check_health(report, policy)), Severity::warning);
    policy.round_trip_critical = plugins::Range{0, 70, false};
    EXPECT_EQ(worst(check_health(report, policy)), Severity::critical);
    EXPECT_EQ(worst(check_health(report, {})), Severity::ok);
}

// A BMC without a log is none the worse for it; one that does not tell who it is cannot be judged.
TEST(HealthCheck, LetsAMissingPartNotHideTheOthers) {
    auto report = with_self_test(0x5801);
    report.sel = ipmi::Result<ipmi::SelReport>(
        std::unexpected(ipmi::Error{ipmi::Errc::completion_code, "Get SEL Info: invalid command", 0xc1}));
    auto check = check_health(report, {});
    EXPECT_EQ(worst(check), Severity::critical);
    report.device = ipmi::Result<ipmi::DeviceReport>(
        std::unexpected(ipmi::Error{ipmi::Errc::timeout, "Get Device ID: no answer", {}}));
    check = check_health(report, {});
    EXPECT_EQ(worst(check), Severity::unknown);
}

}  // namespace
