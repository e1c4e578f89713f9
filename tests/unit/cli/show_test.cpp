#include <gtest/gtest.h>

#include "cli/show_fru.hpp"
#include "cli/show_info.hpp"
#include "cli/show_power.hpp"
#include "cli/show_sel.hpp"
#include "cli/show_sensors.hpp"
#include "schema/sensor_form.hpp"

namespace {

using namespace ipmi;
using namespace ipmi::cli;

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

Sensor sensor_named(const char* label, std::uint8_t event_reading_type) {
    Sensor sensor;
    sensor.name = sensor.label = label;
    sensor.event_reading_type = event_reading_type;
    return sensor;
}

SensorReport some_sensors() {
    auto table = std::make_shared<SensorTable>();
    auto hot = sensor_named("CPU1 Temp", 1);
    hot.unit = "C";
    hot.thresholds[ThresholdKind::upper_critical] = 95;
    auto supply = sensor_named("PSU1 Status", 0x6f);
    supply.states = {{"Presence detected", Severity::ok}, {"Failure detected", Severity::critical}};
    auto silent = sensor_named("SEL Events", 0x6f);
    silent.event_only = true;
    table->sensors = {hot, supply, sensor_named("FAN3", 1), sensor_named("Secret", 1), silent};
    SensorReport report;
    report.table = table;
    report.readings.resize(5);
    for (std::uint32_t i = 0; i < 5; ++i) report.readings[i].sensor = i;
    report.readings[0].reason = Reason::none;
    report.readings[0].value = 98;
    report.readings[0].severity = Severity::critical;
    report.readings[0].crossed = ThresholdKind::upper_critical;
    report.readings[1].reason = Reason::none;
    report.readings[1].states = 3;
    report.readings[1].severity = Severity::critical;
    report.readings[2].reason = Reason::absent;
    report.readings[2].severity = Severity::ok;
    report.readings[3].reason = Reason::no_permission;
    report.readings[3].severity = Severity::unknown;
    report.readings[4].reason = Reason::event_only;
    report.readings[4].severity = Severity::ok;
    return report;
}

TEST(ShowSensors, AlignsValuesStatesAndReasons) {
    const auto shown = show(some_sensors(), Style{});
    EXPECT_EQ(shown.text,
              "Sensor       Value                                State\n"
              "CPU1 Temp    98 C                                 critical  > 95 (upper critical)\n"
              "PSU1 Status  Presence detected, Failure detected  critical\n"
              "FAN3         -                                    -         absent\n"
              "Secret       -                                    unknown   no permission\n"
              "4 sensors: 2 critical, 1 unknown, 1 without a value");
    EXPECT_TRUE(shown.success);
}

TEST(ShowSensors, WritesForProgramsWhatTheFormHas) {
    schema::SensorForms<schema::JsonWriter> forms(schema::SensorDetail::all);
    const auto shown = show_json(some_sensors(), forms);
    EXPECT_EQ(schema::Json::parse(shown.written), schema::form(some_sensors()));
    EXPECT_TRUE(shown.text.empty());
}

TEST(ShowSensors, ColoursSeveritiesOnATerminal) {
    EXPECT_TRUE(has(show(some_sensors(), Style{true}).text, "\x1b[1;31mcritical\x1b[0m"));
    EXPECT_FALSE(has(show(some_sensors(), Style{false}).text, "\x1b["));
}

TEST(ShowSensors, SaysWhatTheBmcCannotTell) {
    SensorReport report;
    report.table = std::make_shared<SensorTable>();
    report.power_on = false;
    EXPECT_EQ(show(report, Style{}).text, "0 sensors; the host is off");
}

TEST(ShowSel, SaysWhatTriggeredAndWhatEnded) {
    SelReport report;
    SelRecord hot;
    hot.id = 1;
    hot.time = std::chrono::sys_seconds(std::chrono::seconds(0x65000000));
    hot.sensor_name = "CPU1 Temp";
    hot.event = "Upper Critical - going high";
    hot.severity = Severity::critical;
    hot.trigger_value = 98;
    hot.trigger_threshold = 95;
    hot.unit = "C";
    hot.cleared_by = 2;
    auto over = hot;
    over.id = 2;
    over.asserted = false;
    over.cleared_by.reset();
    SelRecord early;
    early.id = 0x10;
    early.time_since_boot = true;
    early.sensor_type = "Memory";
    early.event = "Correctable ECC";
    early.part = "DIMM_A2";
    report.records = {hot, over, early};
    report.info.entries = 3;
    report.info.used_percent = 12.5;
    const auto shown = show_sel(report, Style{}, false, false);
    EXPECT_TRUE(has(shown.text, "0001h  2023-09-12 06:06:56      ")) << shown.text;
    EXPECT_TRUE(has(shown.text, "98 C, threshold 95 C; ended by 0002h")) << shown.text;
    EXPECT_TRUE(has(shown.text, "Upper Critical - going high (over)")) << shown.text;
    EXPECT_TRUE(has(shown.text, "0010h  before the clock was set")) << shown.text;
    EXPECT_TRUE(has(shown.text, "Memory")) << shown.text;
    EXPECT_TRUE(has(shown.text, "DIMM_A2")) << shown.text;
    EXPECT_TRUE(shown.text.ends_with("3 entries in the log, 12.5% full")) << shown.text;
    const auto refused = show_sel(report, Style{}, true, false);
    EXPECT_FALSE(refused.success);
    EXPECT_TRUE(refused.text.ends_with("3 entries in the log, 12.5% full")) << refused.text;
    report.cleared = true;
    EXPECT_TRUE(show_sel(report, Style{}, true, false).success);
    EXPECT_TRUE(show_sel(report, Style{}, true, false).text.ends_with("3 records read, then the log was cleared"));
    report.cleared = false;
    report.complete = false;
    const auto cut = show_sel(report, Style{}, true, false);
    EXPECT_FALSE(cut.success);
    EXPECT_TRUE(has(cut.notes.back(), "not cleared"));
}

TEST(ShowFru, ListsFieldsAreaByArea) {
    FruReport report;
    Fru fru;
    fru.name = "PSU1";
    fru.size_bytes = 256;
    FruArea product;
    product.kind = FruArea::Kind::product;
    product.fields = {{"manufacturer", "Example Corp"}, {"part_number", "P-1"}, {"version", ""}};
    product.warning = "product area checksum is wrong";
    FruArea record;
    record.kind = FruArea::Kind::multirecord;
    record.record_type = 0xc0;
    record.raw.assign(30, 0xab);
    fru.areas = {product, record};
    report.frus = {fru};
    EXPECT_EQ(show(report, Style{}).text,
              "FRU 0 PSU1 (256 bytes)\n"
              "  product          manufacturer  Example Corp\n"
              "                   part number   P-1\n"
              "                   warning       product area checksum is wrong\n"
              "  multirecord C0h  data          30 bytes: ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab "
              "ab ab ab ab …");
    EXPECT_EQ(show(FruReport{}, Style{}).text, "no FRU inventory");
}

TEST(ShowPower, SaysTheStateAndWhatIsWrong) {
    ChassisStatus status;
    status.power = PowerState::on;
    EXPECT_EQ(show(status, Style{}).text, "on");
    status.power = PowerState::off;
    status.power_fault = true;
    status.intrusion = true;
    EXPECT_EQ(show(status, Style{}).text, "off (power fault, chassis open)");
}

TEST(ShowPower, SaysWhatBecameOfAnAction) {
    PowerResult result;
    result.action = PowerAction::off;
    result.outcome = Outcome::verified;
    result.state = PowerState::off;
    EXPECT_EQ(show(result, Style{}).text, "off, verified");
    EXPECT_TRUE(show(result, Style{}).success);
    result.action = PowerAction::soft;
    result.forced = true;
    result.note = "the host had not shut down after 60 s";
    EXPECT_EQ(show(result, Style{}).text,
              "shut down, verified, by cutting the power (the host had not shut down after 60 s)");
    PowerResult lost;
    lost.action = PowerAction::cycle;
    lost.outcome = Outcome::unknown;
    EXPECT_EQ(show(lost, Style{}).text, "power cycle: outcome unknown");
    EXPECT_FALSE(show(lost, Style{}).success);
    lost.outcome = Outcome::accepted_unverified;
    EXPECT_TRUE(show(lost, Style{}).success);
    lost.outcome = Outcome::not_reached;
    EXPECT_FALSE(show(lost, Style{}).success);
}

TEST(ShowIdentify, SaysForHowLong) {
    EXPECT_EQ(show_identify({true, {}}, true).text, "identify lamp on until it is switched off");
    EXPECT_EQ(show_identify({true, {}}, false).text, "identify lamp on for 255 s");
    EXPECT_EQ(show_identify({true, {}}, false).notes.size(), 1u);
    EXPECT_EQ(show_identify({true, std::uint8_t{15}}, true).text, "identify lamp on for 15 s");
    EXPECT_EQ(show_identify({false, {}}, true).text, "identify lamp off");
    EXPECT_EQ(show_identify({true, std::uint8_t{15}}, true).json["seconds"], 15);
}

TEST(ShowRaw, ShowsBytesAndRefusals) {
    RawReply reply;
    reply.data.assign(17, 0x0a);
    EXPECT_EQ(show(reply, Style{}).text, "0a 0a 0a 0a 0a 0a 0a 0a 0a 0a 0a 0a 0a 0a 0a 0a\n0a");
    EXPECT_EQ(show(RawReply{}, Style{}).text, "done, without data");
    RawReply refused;
    refused.completion = 0xc1;
    EXPECT_EQ(show(refused, Style{}).text, "refused: invalid command (C1h)");
    EXPECT_FALSE(show(refused, Style{}).success);
}

TEST(ShowInfo, ListsWhatTheBmcSaysOfItself) {
    DeviceReport report;
    report.id.manufacturer_id = 674;
    report.id.product_id = 256;
    report.id.firmware_major = 9;
    report.id.firmware_minor = 0x08;
    report.id.ipmi_version = 0x02;
    report.manufacturer = "Dell Inc.";
    report.self_test = std::uint16_t{0x5700};
    report.self_test_text = "SEL device not accessible";
    UserSetting user;
    user.id = 2;
    user.name = "root";
    user.privilege = Privilege::administrator;
    report.users = {user};
    report.quirks = {"stops answering when two requests are outstanding"};
    const auto text = show(report, Style{}).text;
    EXPECT_TRUE(has(text, "Manufacturer  Dell Inc. (674)\n")) << text;
    EXPECT_TRUE(has(text, "Firmware      9.08 (auxiliary 00 00 00 00)\n")) << text;
    EXPECT_TRUE(has(text, "IPMI          2.0\n")) << text;
    EXPECT_TRUE(has(text, "User 2        root, administrator, disabled\n")) << text;
    EXPECT_TRUE(text.ends_with("Quirk         stops answering when two requests are outstanding")) << text;
}

TEST(ShowPing, SaysWhetherABmcAnswers) {
    PingReply reply;
    reply.ipmi_supported = true;
    reply.round_trip = std::chrono::microseconds(420);
    EXPECT_EQ(show(reply).text, "a BMC answers after 0.4 ms");
    reply.ipmi_supported = false;
    EXPECT_TRUE(has(show(reply).text, "does not offer IPMI"));
}

}  // namespace
