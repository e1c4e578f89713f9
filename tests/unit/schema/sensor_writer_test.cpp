// What is written without a tree is what the tree says, in both writings.
#include "schema/sensor_writer.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "schema/sensor_form.hpp"

namespace ipmi::schema {
namespace {

using Random = std::mt19937;

std::uint32_t below(Random& random, std::uint32_t end) {
    return std::uniform_int_distribution<std::uint32_t>(0, end - 1)(random);
}

std::string any_text(Random& random) {
    const std::array<std::string, 6> texts{"CPU1 Temp",          "", "say \"no\"\\\n", "Lüfter", "bad \xff byte",
                                           std::string(300, 'x')};
    return texts[below(random, texts.size())];
}

std::optional<double> any_number(Random& random) {
    const std::array<double, 9> numbers{
        0, -1, 25, 2.9000000000000004, 1e-7, 1.23456789012e15, -0.5, 65535, std::numeric_limits<double>::infinity()};
    if (below(random, 4) == 0) return std::nullopt;
    return numbers[below(random, numbers.size())];
}

Thresholds any_thresholds(Random& random) {
    Thresholds thresholds;
    for (auto& value : thresholds.values) value = any_number(random);
    return thresholds;
}

Sensor any_sensor(Random& random, std::uint8_t number) {
    Sensor sensor;
    sensor.key = {0x20, static_cast<std::uint8_t>(below(random, 4)), number};
    sensor.name = any_text(random);
    sensor.label = any_text(random);
    sensor.type_name = any_text(random);
    sensor.entity = {static_cast<std::uint8_t>(below(random, 256)), 1, any_text(random)};
    sensor.event_reading_type = below(random, 2) == 0 ? 0x01 : 0x6f;
    if (below(random, 2) == 0) sensor.conversion.format = Conversion::Format::unsigned_;
    sensor.unit = below(random, 2) == 0 ? "C" : "";
    sensor.thresholds = any_thresholds(random);
    sensor.positive_hysteresis = any_number(random);
    sensor.nominal = any_number(random);
    sensor.sensor_maximum = any_number(random);
    sensor.states.resize(below(random, 15));
    for (auto& state : sensor.states)
        state = {any_text(random), static_cast<Severity>(below(random, 4)), below(random, 3) == 0};
    return sensor;
}

SensorReport any_report(Random& random) {
    SensorReport report;
    auto table = std::make_shared<SensorTable>();
    const auto count = static_cast<std::uint8_t>(below(random, 8));
    for (std::uint8_t i = 0; i < count; ++i) {
        table->sensors.push_back(any_sensor(random, i));
        Reading reading;
        reading.sensor = i;
        reading.reason = static_cast<Reason>(below(random, 9));
        reading.severity = static_cast<Severity>(below(random, 4));
        reading.value = any_number(random);
        if (below(random, 2) == 0) reading.crossed = static_cast<ThresholdKind>(below(random, threshold_count));
        reading.has_raw = below(random, 2) == 0;
        reading.raw = static_cast<std::uint8_t>(below(random, 256));
        reading.flags = static_cast<std::uint8_t>(below(random, 256));
        reading.states = static_cast<std::uint16_t>(below(random, 0x10000));
        reading.completion = static_cast<std::uint8_t>(below(random, 3));
        reading.time = WallTime(std::chrono::milliseconds(1'795'000'000'000 + below(random, 5000)));
        report.readings.push_back(reading);
        if (below(random, 3) == 0) report.live_thresholds[i] = any_thresholds(random);
    }
    if (below(random, 2) == 0) table->skipped.push_back({7, any_text(random)});
    table->record_count = static_cast<std::uint16_t>(below(random, 0x10000));
    table->records_expected = 300;
    report.table = std::move(table);
    report.warnings = {any_text(random)};
    if (below(random, 2) == 0) report.power_on = below(random, 2) == 0;
    if (below(random, 2) == 0) report.cut = Error{Errc::timeout, any_text(random), {}};
    report.statistics.requests = below(random, 1'000'000'000);
    report.statistics.wall_time = std::chrono::microseconds(below(random, 70'000));
    return report;
}

TEST(SensorWriter, SaysWhatTheFormSays) {
    Random random(20261125);
    SensorForms<JsonWriter> json_forms(SensorDetail::all);
    SensorForms<CborWriter> cbor_forms(SensorDetail::all);
    MomentText moment;
    for (int i = 0; i < 600; ++i) {
        const auto report = any_report(random);
        const auto wanted = Json::parse(line(form(report)));
        std::string text;
        JsonWriter json(text);
        json_forms.write_report(json, report, moment);
        EXPECT_EQ(Json::parse(text), wanted) << text;
        std::string bytes;
        CborWriter cbor(bytes);
        cbor_forms.write_report(cbor, report, moment);
        EXPECT_EQ(Json::from_cbor(bytes), wanted);
    }
}

TEST(SensorWriter, SaysTheSameOfEachSensorWhereLessIsAsked) {
    Random random(7);
    SensorForms<JsonWriter> forms(SensorDetail::reading);
    MomentText moment;
    for (int i = 0; i < 200; ++i) {
        const auto report = any_report(random);
        const auto all = Json::parse(line(form(report)))["sensors"];
        std::string text;
        JsonWriter json(text);
        forms.write_sensors(json, report, moment);
        const auto told = Json::parse(text);
        ASSERT_EQ(told.size(), all.size());
        for (std::size_t sensor = 0; sensor < told.size(); ++sensor) {
            EXPECT_FALSE(told[sensor].contains("thresholds"));
            for (const auto& member : told[sensor].items()) EXPECT_EQ(member.value(), all[sensor][member.key()]);
            for (const auto* name : {"key", "label", "severity", "time"}) EXPECT_TRUE(told[sensor].contains(name));
            EXPECT_EQ(told[sensor].contains("value"), all[sensor].contains("value"));
        }
    }
}

TEST(CborWriter, WritesEachLengthInAsFewBytesAsHoldIt) {
    for (const auto number : {std::uint64_t{0}, std::uint64_t{23}, std::uint64_t{24}, std::uint64_t{255},
                              std::uint64_t{256}, std::uint64_t{65535}, std::uint64_t{65536},
                              std::uint64_t{0xffff'ffff}, std::uint64_t{0x1'0000'0000}, ~std::uint64_t{0}}) {
        std::string bytes;
        CborWriter(bytes).value(number);
        const auto theirs = Json::to_cbor(Json(number));
        EXPECT_EQ(bytes, std::string(theirs.begin(), theirs.end())) << number;
    }
}

}  // namespace
}  // namespace ipmi::schema
