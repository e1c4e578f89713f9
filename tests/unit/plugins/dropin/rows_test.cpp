#include "dropin/rows.hpp"

#include <gtest/gtest.h>

#include "some_host.hpp"

namespace plugins::dropin {
namespace {

using std::chrono::system_clock;

// FreeIPMI 1.6.10, _round_double2 in ipmi-sensors: towards zero below zero, half a hundredth down.
TEST(ReadingText, RoundsAsFreeIpmi) {
    EXPECT_EQ(reading_text(12.06), "12.06");
    EXPECT_EQ(reading_text(1.236), "1.24");
    EXPECT_EQ(reading_text(1.234), "1.23");
    EXPECT_EQ(reading_text(0.125), "0.12");
    EXPECT_EQ(reading_text(-1.236), "-1.23");
    EXPECT_EQ(reading_text(5800), "5800.00");
    EXPECT_EQ(reading_text(1e20).substr(0, 3), "100") << "no number is too large";
}

TEST(SensorRows, TellIdTypeStateAndLimits) {
    const auto rows = sensor_rows(some_sensors(), {});
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].id, "3");
    EXPECT_EQ(rows[0].state, "Warning");
    EXPECT_EQ(rows[0].reading, "42.00");
    EXPECT_EQ(rows[0].units, "C");
    EXPECT_EQ(rows[0].upper_nc, "40.00");
    EXPECT_EQ(rows[0].lower_nc, "N/A");
    EXPECT_EQ(rows[0].event, "'At or Above (>=) Upper Non-Critical Threshold'");
    EXPECT_EQ(rows[2].state, "Critical");
    EXPECT_EQ(rows[2].units, "N/A");
    EXPECT_EQ(rows[2].event, "'Presence detected' 'Power Supply Failure detected'");
}

TEST(SensorRows, TakeTheBmcsComparisonForLegacyStates) {
    Options options;
    options.legacy_states = true;
    auto report = some_sensors();
    EXPECT_EQ(sensor_rows(report, options)[0].state, "Nominal") << "non-critical";
    report.readings[0].states = 1 << 4;
    EXPECT_EQ(sensor_rows(report, options)[0].state, "Critical");
}

TEST(SensorRows, ShowTheLimitsInUseNow) {
    auto report = some_sensors();
    report.live_thresholds[0][ipmi::ThresholdKind::upper_critical] = 99;
    EXPECT_EQ(sensor_rows(report, {})[0].upper_c, "99.00");
    EXPECT_EQ(sensor_rows(report, {})[0].upper_nc, "N/A");
}

TEST(SensorRows, LeaveOutWhatHasNoReading) {
    auto report = some_sensors();
    report.readings[1].reason = ipmi::Reason::absent;
    EXPECT_EQ(sensor_rows(report, {}).size(), 2u);
}

TEST(SensorRows, ChooseByType) {
    Options options;
    options.types = {1, 4};
    options.excluded_types = {4};
    const auto rows = sensor_rows(some_sensors(), options);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].name, "Inlet Temp");
}

TEST(SensorRows, ShowTheFirstOfASharedRecordOrAll) {
    ipmi::SensorTable table;
    table.sensors = {power_supply(9, "Slot 1"), power_supply(9, "Slot 2"), power_supply(10, "Other")};
    table.sensors[0].record_name = table.sensors[1].record_name = "Slot ";
    ipmi::SensorReport report;
    report.readings.resize(3);
    for (std::uint32_t i = 0; i < 3; ++i) {
        report.readings[i].sensor = i;
        report.readings[i].reason = ipmi::Reason::none;
    }
    report.table = std::make_shared<const ipmi::SensorTable>(table);
    EXPECT_EQ(sensor_rows(report, {}).size(), 2u);
    Options options;
    options.shared_sensors = true;
    EXPECT_EQ(sensor_rows(report, options).size(), 3u);
}

TEST(SensorRows, CallWhatNoTableJudgesNotAvailable) {
    auto report = some_sensors();
    auto table = *report.table;
    table.sensors[2].interpreted = false;
    table.sensors[2].states.clear();
    table.sensors[2].event_reading_type = 0x70;
    report.table = std::make_shared<const ipmi::SensorTable>(table);
    const auto rows = sensor_rows(report, {});
    EXPECT_EQ(rows[2].state, "N/A");
    EXPECT_EQ(rows[2].event, "'OEM Event = 0003h'");
}

TEST(SelRows, NameTheSensorWithItsPart) {
    const auto sensors = some_sensors();
    const auto rows = sel_rows(some_log(), sensors.table.get(), {}, system_clock::now());
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].name, "Power Supply PSU1 Status");
    EXPECT_EQ(rows[0].state, "Critical");
    EXPECT_EQ(sel_rows(some_log(), nullptr, {}, system_clock::now())[0].name, "Sensor #5");
}

TEST(SelRows, ShowReadingAndLimitAsFreeIpmi) {
    auto log = some_log();
    log.records[0].event = "Upper Critical - going high";
    log.records[0].trigger_value = 98;
    log.records[0].trigger_threshold = 95;
    log.records[0].unit = "C";
    EXPECT_EQ(sel_rows(log, nullptr, {}, system_clock::now())[0].event,
              "Upper Critical - going high ; Sensor Reading = 98.00 C ; Threshold = 95.00 C");
}

TEST(SelRows, LeaveReservedRecordTypesOutUnlessToldSo) {
    auto log = some_log();
    log.records[0].record_type = 0;
    EXPECT_TRUE(sel_rows(log, nullptr, {}, system_clock::now()).empty());
    Options options;
    options.reserved_records = true;
    EXPECT_EQ(sel_rows(log, nullptr, options, system_clock::now()).size(), 1u);
}

TEST(SelRows, ShowVendorsRecordsAndDropThemWhereTypesAreChosen) {
    auto log = some_log();
    log.records[0] = ipmi::SelRecord{};
    log.records[0].record_type = 0xc1;
    log.records[0].raw[15] = 6;
    const auto rows = sel_rows(log, nullptr, {}, system_clock::now());
    EXPECT_EQ(rows.at(0).event, "OEM defined = 00h 00h 00h 00h 00h 06h");
    EXPECT_EQ(rows.at(0).state, "N/A");
    Options options;
    options.excluded_sel_types = {12};
    EXPECT_TRUE(sel_rows(log, nullptr, options, system_clock::now()).empty());
}

TEST(SelRows, CountDaysBackFromTheBmcsClock) {
    Options options;
    options.sel_days = 2;
    auto log = some_log();
    const auto entry = *log.records[0].time;
    EXPECT_EQ(sel_rows(log, nullptr, options, entry + std::chrono::days(1)).size(), 1u);
    EXPECT_TRUE(sel_rows(log, nullptr, options, entry + std::chrono::days(3)).empty());
    log.bmc_clock = entry + std::chrono::days(1);
    EXPECT_EQ(sel_rows(log, nullptr, options, entry + std::chrono::days(3)).size(), 1u);
    log.records[0].time.reset();
    EXPECT_EQ(sel_rows(log, nullptr, options, entry + std::chrono::days(300)).size(), 1u)
        << "without a time it may be new";
}

}  // namespace
}  // namespace plugins::dropin
