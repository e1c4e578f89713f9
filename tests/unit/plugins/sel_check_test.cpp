#include "sel_check.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using plugins::check_sel;
using plugins::SelPolicy;
using plugins::Severity;
using plugins::worst;

constexpr std::chrono::sys_seconds now{1'700'000'000s};

ipmi::SelRecord record(std::uint16_t id, const char* sensor, const char* event, Severity severity,
                       std::chrono::seconds age) {
    ipmi::SelRecord made;
    made.id = id;
    made.sensor_name = sensor;
    made.sensor_type = "Memory";
    made.event = event;
    made.severity = severity;
    made.time = now - age;
    return made;
}

ipmi::SelReport two_events() {
    ipmi::SelReport report;
    report.records = {record(1, "DIMM_A2", "Correctable ECC", Severity::warning, 3h),
                      record(2, "PSU1", "AC lost", Severity::critical, 5min)};
    report.info.entries = 2;
    report.info.used_percent = 12.5;
    report.bmc_clock = now;
    return report;
}

TEST(SelCheck, NamesTheWorstOpenEventAndItsAge) {
    const auto check = check_sel(two_events(), {}, now);
    EXPECT_EQ(worst(check), Severity::critical);
    EXPECT_EQ(check.text, "PSU1: AC lost, 5 min ago, 2 open events");
}

TEST(SelCheck, CountsNothingEndedAcknowledgedHistoricOrCleared) {
    auto report = two_events();
    report.records[0].cleared_by = 9;
    report.records[1].acknowledged = ipmi::SelAcknowledgement{"kim", "on it", now};
    EXPECT_EQ(worst(check_sel(report, {}, now)), Severity::ok);
    report = two_events();
    for (auto& one : report.records) one.history = true;
    const auto check = check_sel(report, {}, now);
    EXPECT_EQ(worst(check), Severity::ok);
    EXPECT_EQ(check.notes.at(0), "2 records from before the first check: history, not counted (--history counts them)");
    SelPolicy policy;
    policy.history = true;
    EXPECT_EQ(worst(check_sel(report, policy, now)), Severity::critical);
    report = two_events();
    for (auto& one : report.records) one.log_cleared = true;
    EXPECT_EQ(worst(check_sel(report, {}, now)), Severity::ok);
}

TEST(SelCheck, CountsWhatCouldNotBeAcknowledged) {
    auto report = two_events();
    report.not_kept = ipmi::Error{ipmi::Errc::local, "there is no directory", {}};
    const auto check = check_sel(report, {}, now);
    EXPECT_EQ(worst(check), Severity::critical);
    EXPECT_EQ(check.metrics.back().value, 2.0);
    EXPECT_EQ(check.children.back().text, "the acknowledgement could not be kept: there is no directory");
    report.records.clear();
    EXPECT_EQ(worst(check_sel(report, {}, now)), Severity::unknown);
}

// Each run is a first contact there, and what is a day old is history to it: a fault would alarm for a day and be gone.
TEST(SelCheck, WarnsWhereHistoryHidesWhatItCannotRemember) {
    auto report = two_events();
    report.not_remembered = ipmi::Error{ipmi::Errc::local, "there is no directory", {}};
    for (auto& one : report.records) one.cleared_by = 9;
    for (auto& one : report.records) one.history = true;
    EXPECT_EQ(worst(check_sel(report, {}, now)), Severity::ok) << "nothing is hidden";
    report.records[1].cleared_by.reset();
    const auto check = check_sel(report, {}, now);
    EXPECT_EQ(worst(check), Severity::warning);
    EXPECT_EQ(check.text,
              "1 record hidden as history at every run, what is new cannot be remembered: there is no directory");
    SelPolicy policy;
    policy.history = true;
    EXPECT_EQ(worst(check_sel(report, policy, now)), Severity::critical) << "it is counted";
}

TEST(SelCheck, FiltersByAgeSeverityTypeAndText) {
    SelPolicy policy;
    policy.since = 1h;
    EXPECT_EQ(check_sel(two_events(), policy, now).text, "PSU1: AC lost, 5 min ago");
    policy = {};
    policy.least = Severity::critical;
    EXPECT_EQ(check_sel(two_events(), policy, now).text, "PSU1: AC lost, 5 min ago");
    policy = {};
    policy.exclude.push_back(plugins::RegularExpression::compile("psu1: ac",
                                                                 plugins::RegularExpression::Extent::anywhere,
                                                                 plugins::RegularExpression::Case::ignored)
                                 .value());
    EXPECT_EQ(worst(check_sel(two_events(), policy, now)), Severity::warning);
    policy = {};
    policy.types = {"power_supply"};
    EXPECT_EQ(worst(check_sel(two_events(), policy, now)), Severity::ok);
}

TEST(SelCheck, WarnsBeforeTheLogIsFull) {
    auto report = two_events();
    report.records.clear();
    report.info.used_percent = 90;
    EXPECT_EQ(check_sel(report, {}, now).text, "log 90% full, limit 90%");
    SelPolicy policy;
    policy.fill_warning.reset();
    EXPECT_EQ(worst(check_sel(report, policy, now)), Severity::ok);
    report.info.overflow = true;
    EXPECT_EQ(worst(check_sel(report, policy, now)), Severity::warning);
}

TEST(SelCheck, IsUnknownWhereTheLogWasNotReadToItsEnd) {
    auto report = two_events();
    report.records.clear();
    report.complete = false;
    EXPECT_EQ(worst(check_sel(report, {}, now)), Severity::unknown);
}

}  // namespace
