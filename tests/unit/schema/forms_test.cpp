// Names, units, reasons and raw bytes of the JSON forms: programs depend on them, version 1 only ever gains.
#include <gtest/gtest.h>

#include "schema/chassis_form.hpp"
#include "schema/device_form.hpp"
#include "schema/fru_form.hpp"
#include "schema/sel_form.hpp"
#include "schema/sensor_form.hpp"

namespace ipmi::schema {
namespace {

using namespace std::chrono_literals;

WallTime at() {
    return WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 4h + 31min + 7s + 250ms);
}

Sensor temperature() {
    Sensor sensor;
    sensor.key = {0x20, 1, 5};
    sensor.name = sensor.label = "CPU1 Temp";
    sensor.type = 1;
    sensor.type_name = "Temperature";
    sensor.event_reading_type = 1;
    sensor.unit = "C";
    sensor.conversion.format = Conversion::Format::unsigned_;
    sensor.thresholds[ThresholdKind::upper_critical] = 95;
    return sensor;
}

TEST(SensorForm, NamesValueUnitThresholdAndTime) {
    Reading reading;
    reading.reason = Reason::none;
    reading.severity = Severity::critical;
    reading.crossed = ThresholdKind::upper_critical;
    reading.has_raw = true;
    reading.raw = 98;
    reading.flags = 0xc0;
    reading.states = 0x10;
    reading.value = 98;
    reading.time = at();
    const auto json = form(temperature(), reading, temperature().thresholds);
    EXPECT_EQ(json["key"], "32.1.5");
    EXPECT_EQ(json["value"], 98);
    EXPECT_EQ(json["unit"], "C");
    EXPECT_EQ(json["severity"], "critical");
    EXPECT_EQ(json["crossed"], "upper_critical");
    EXPECT_EQ(json["thresholds"], Json({{"upper_critical", 95.0}}));
    EXPECT_EQ(json["raw"], "62 c0 10 00");
    EXPECT_EQ(json["time"], "2026-11-24T04:31:07.250Z");
    EXPECT_FALSE(json.contains("reason"));
}

TEST(SensorForm, AMissingValueHasAReasonAndNoValue) {
    Reading reading;
    reading.reason = Reason::host_off;
    reading.severity = Severity::ok;
    const auto json = form(temperature(), reading, temperature().thresholds);
    EXPECT_EQ(json["reason"], "host off");
    EXPECT_FALSE(json.contains("value"));
    EXPECT_FALSE(json.contains("raw"));
}

TEST(SensorForm, NamesAssertedStates) {
    Sensor sensor;
    sensor.event_reading_type = 0x6f;
    sensor.states = {{"Presence detected", Severity::ok}, {"Failure detected", Severity::critical}};
    Reading reading;
    reading.reason = Reason::none;
    reading.states = 0x0006;
    const auto states = form(sensor, reading, sensor.thresholds)["states"];
    ASSERT_EQ(states.size(), 2u);
    EXPECT_EQ(states[0]["offset"], 1);
    EXPECT_EQ(states[0]["text"], "Failure detected");
    EXPECT_EQ(states[1]["offset"], 2);
    EXPECT_FALSE(states[1].contains("text"));
}

TEST(Values, RoundsWhatBinaryFractionsCannotSay) {
    EXPECT_EQ(line(Json(rounded(29 * 0.1))), "2.9");
    EXPECT_EQ(rounded(0.0), 0.0);
    EXPECT_EQ(line(Json(rounded(3.3000000000000003))), "3.3");
    EXPECT_EQ(line(Json(rounded(-0.1 * 3))), "-0.3");
    EXPECT_EQ(line(Json(rounded(1234567.125))), "1234567.12");
    EXPECT_EQ(rounded(12.345), 12.345);
}

TEST(Values, NeverThrowsOnBytesThatAreNotUtf8) {
    EXPECT_NO_THROW((void)line(Json("\xff\xfe")));
}

TEST(Values, AnErrorStandsInTheAnswersPlace) {
    const Result<Json> answer = std::unexpected(Error{Errc::completion_code, "Get SDR: refused", 0xc5});
    const auto json = host_form("web01", at(), answer);
    EXPECT_EQ(json["host"], "web01");
    EXPECT_EQ(json["error"]["code"], "completion_code");
    EXPECT_EQ(json["error"]["completion"], 0xc5);
}

TEST(Values, AnAnswersMembersFollowHostAndTime) {
    Json answer;
    answer["power"] = "on";
    answer["faults"] = Json::array({"fan"});
    const auto json = host_form("web01", at(), answer);
    EXPECT_EQ(json["host"], "web01");
    EXPECT_EQ(json.size(), 4u);
    EXPECT_EQ(json["power"], "on");
    EXPECT_EQ(json["faults"][0], "fan");
}

TEST(SelForm, KeepsTheBytesBesideTheDecode) {
    SelRecord record;
    record.id = 3;
    record.raw = {3, 0, 2};
    record.event = "Uncorrectable memory error";
    record.part = "DIMM_A2";
    record.cleared_by = std::uint16_t{9};
    const auto json = form(record);
    EXPECT_EQ(json["raw"], "03 00 02 00 00 00 00 00 00 00 00 00 00 00 00 00");
    EXPECT_EQ(json["part"], "DIMM_A2");
    EXPECT_EQ(json["cleared_by"], 9);
    EXPECT_FALSE(json.contains("time")) << "a record without time must not get one";
}

TEST(FruForm, FieldsKeepTheirOrder) {
    FruArea area;
    area.kind = FruArea::Kind::product;
    area.fields = {{"manufacturer", "NEC"}, {"asset_tag", "7"}};
    EXPECT_EQ(line(form(area)["fields"]), R"({"manufacturer":"NEC","asset_tag":"7"})");
}

TEST(ChassisForm, SaysPowerInWords) {
    ChassisStatus status;
    status.power = PowerState::on;
    status.raw = {0x21, 0x10, 0x40};
    const auto json = form(status);
    EXPECT_EQ(json["power"], "on");
    EXPECT_EQ(json["raw"], "21 10 40");
    PowerResult result;
    result.action = PowerAction::cycle;
    result.outcome = Outcome::accepted_unverified;
    EXPECT_EQ(form(result)["action"], "cycle");
}

TEST(DeviceForm, WritesTheGuidAsIpmitoolDoes) {
    std::array<std::uint8_t, 16> guid{};
    for (std::uint8_t i = 0; i < 16; ++i) guid[i] = i;
    EXPECT_EQ(guid_text(guid), "0f0e0d0c-0b0a-0908-0706-050403020100");
    EXPECT_EQ(ipmi_version_text(0x02), "2.0");
    EXPECT_EQ(ipmi_version_text(0x51), "1.5");
}

}  // namespace
}  // namespace ipmi::schema
