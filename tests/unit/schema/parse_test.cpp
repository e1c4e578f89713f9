// The way back from JSON: what a door needs of a report is the same as before, and nothing that a socket says is
// believed.
#include "schema/parse.hpp"

#include <gtest/gtest.h>

#include "schema/chassis_form.hpp"
#include "schema/sensor_form.hpp"

namespace ipmi::schema {
namespace {

using namespace std::chrono_literals;

SensorReport report() {
    auto table = std::make_shared<SensorTable>();
    Sensor fan;
    fan.key = {0x20, 1, 48};
    fan.name = fan.label = "FAN1";
    fan.type_name = "Fan";
    fan.entity = {29, 1, "Fan 1"};
    fan.event_reading_type = 1;
    fan.unit = "RPM";
    fan.conversion.format = Conversion::Format::unsigned_;
    fan.thresholds[ThresholdKind::lower_critical] = 500;
    fan.sensor_maximum = 20000;
    fan.positive_hysteresis = 50.5;
    Sensor supply;
    supply.key = {0x20, 0, 9};
    supply.name = supply.label = "PSU1";
    supply.type_name = "Power Supply";
    supply.event_reading_type = 0x6f;
    supply.states = {{"Presence detected", Severity::ok, false}, {"Failure detected", Severity::critical, false}};
    Sensor absent = supply;
    absent.key.number = 10;
    absent.label = "DIMM";
    absent.states = {{"Device Removed / Device Absent", Severity::warning, true}};
    table->sensors = {fan, supply, absent};
    table->record_count = 3;
    table->records_expected = 5;
    table->skipped = {{0x1234, "too short"}};
    SensorReport report;
    report.table = table;
    const auto now = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 4h + 31min + 7s + 250ms);
    report.readings = {
        {0, Reason::none, Severity::critical, ThresholdKind::lower_critical, true, 0x10, 0xc0, 0x02, 0, 100.25, now},
        {1, Reason::none, Severity::critical, {}, true, 0, 0xc0, 0x07, 0, {}, now},
        {2, Reason::none, Severity::ok, {}, true, 0, 0xc0, 0x01, 0, {}, now}};
    report.severity = Severity::critical;
    report.power_on = true;
    report.cut = Error{Errc::timeout, "no answer", {}};
    report.warnings = {"SDR 3/5"};
    report.statistics.requests = 70;
    report.statistics.wall_time = 5ms;
    return report;
}

TEST(SensorReport, IsTheSameAfterItsWayThroughJson) {
    const auto before = report();
    const auto after = parse_sensor_report(*parse_json(line(form(before))));
    ASSERT_TRUE(after) << after.error().context;
    EXPECT_EQ(after->readings, before.readings);
    EXPECT_EQ(after->severity, before.severity);
    EXPECT_EQ(after->power_on, before.power_on);
    EXPECT_EQ(after->cut->context, "no answer");
    EXPECT_EQ(after->warnings, before.warnings);
    EXPECT_EQ(after->statistics, before.statistics);
    EXPECT_EQ(after->table->skipped, before.table->skipped);
    EXPECT_FALSE(after->table->complete());
    for (std::size_t i = 0; i < before.table->sensors.size(); ++i) {
        const auto& was = before.table->sensors[i];
        const auto& is = after->table->sensors[i];
        EXPECT_EQ(is.key, was.key);
        EXPECT_EQ(is.label, was.label);
        EXPECT_EQ(is.entity, was.entity);
        EXPECT_EQ(is.unit, was.unit);
        EXPECT_EQ(is.thresholds, was.thresholds);
        EXPECT_EQ(is.sensor_maximum, was.sensor_maximum);
        EXPECT_EQ(is.positive_hysteresis, was.positive_hysteresis);
        EXPECT_EQ(state_texts(is, after->readings[i]), state_texts(was, before.readings[i]));
        EXPECT_EQ(says_absent(is, after->readings[i]), says_absent(was, before.readings[i]));
    }
    EXPECT_TRUE(says_absent(after->table->sensors[2], after->readings[2]));
    EXPECT_EQ(line(form(*after)), line(form(before)));
}

TEST(SensorReport, IsRefusedWithTheMemberThatMakesNoSense) {
    const auto whole = form(report());
    const auto with = [&whole](const char* name, const Json& value) {
        auto json = whole;
        json["sensors"][0][name] = value;
        return parse_sensor_report(json);
    };
    for (const auto& [name, value] : {std::pair<const char*, Json>{"key", "32.1"},
                                      {"key", "32.1.300"},
                                      {"key", 7},
                                      {"severity", "bad"},
                                      {"reason", "none at all"},
                                      {"value", "98"},
                                      {"crossed", "sideways"},
                                      {"raw", "zz 00 00 00"},
                                      {"states", {{{"offset", 15}}}},
                                      {"thresholds", {{"upper_critical", "x"}}},
                                      {"time", "yesterday"},
                                      {"entity", 1}}) {
        const auto refused = with(name, value);
        ASSERT_FALSE(refused) << name << value;
        EXPECT_EQ(refused.error().code, Errc::malformed);
        EXPECT_FALSE(refused.error().context.empty());
    }
    for (const auto* text : {"{}", "[]", "7", "null", R"({"severity":"ok","sensors":{}})"})
        EXPECT_FALSE(parse_sensor_report(*parse_json(text))) << text;
    EXPECT_FALSE(parse_json("{"));
}

ChassisStatus chassis() {
    ChassisStatus status;
    status.power = PowerState::on;
    status.power_fault = status.intrusion = status.cooling_fault = true;
    status.restore_policy = PowerRestorePolicy::previous;
    status.last_power_event = "by command";
    status.identify = IdentifyState::temporary_on;
    status.restart_cause = "chassis control command";
    status.power_on_hours = 12345;
    status.boot = BootOptions{BootDevice::pxe, true, false, true};
    status.raw = {0x21, 0x10, 0x40};
    return status;
}

TEST(ChassisStatus, IsTheSameAfterItsWayThroughJson) {
    for (const auto& before : {chassis(), ChassisStatus{}}) {
        const auto after = parse_chassis_status(*parse_json(line(form(before))));
        ASSERT_TRUE(after) << after.error().context;
        EXPECT_EQ(*after, before);
    }
}

TEST(ChassisStatus, IsRefusedWithTheMemberThatMakesNoSense) {
    for (const auto& [name, value] : {std::pair<const char*, Json>{"power", "maybe"},
                                      {"intrusion", 1},
                                      {"restore_policy", 7},
                                      {"power_on_hours", "long"},
                                      {"raw", "2x"}}) {
        auto json = form(chassis());
        json[name] = value;
        const auto refused = parse_chassis_status(json);
        ASSERT_FALSE(refused) << name << value;
        EXPECT_NE(refused.error().context.find(name), std::string::npos) << refused.error().context;
    }
    auto json = form(chassis());
    json["boot"] = "pxe";
    EXPECT_FALSE(parse_chassis_status(json));
    EXPECT_FALSE(parse_chassis_status(Json::array()));
}

TEST(Time, IsReadAsItIsTold) {
    for (const auto* text : {"2026-11-24T04:31:07.250Z", "1970-01-01T00:00:00.000Z"})
        EXPECT_EQ(time_text(*parse_time(text)), text);
    EXPECT_EQ(time_text(*parse_time("2026-11-24T04:31:07Z")), "2026-11-24T04:31:07.000Z");
    for (const auto* text :
         {"", "Z", "2026-11-24", "2026-11-24T04:31:07", "2026-13-24T04:31:07Z", "2026-02-30T04:31:07Z",
          "2026-11-24T24:31:07Z", "2026-11-24T04:31:07.2Z", "2026-11-24T04:31:07.25xZ", "2026-11-24 04:31:07Z"})
        EXPECT_FALSE(parse_time(text)) << text;
}

TEST(Errors, AreTheSameAfterTheirWayThroughJson) {
    const Error before{Errc::completion_code, "Get SDR: refused", 0xc9};
    EXPECT_EQ(*parse_error(form(before)), before);
    EXPECT_FALSE(parse_error(Json::parse(R"({"code":"nonsense","context":"x"})")));
    EXPECT_FALSE(parse_error(Json::parse(R"({"code":"timeout"})")));
}

}  // namespace
}  // namespace ipmi::schema
