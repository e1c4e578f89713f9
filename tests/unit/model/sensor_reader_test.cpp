#include "model/sensor_reader.hpp"

#include <nlohmann/json.hpp>

#include "base/hex.hpp"
#include "model/sdr_decode.hpp"
#include "unit/model/corpus.hpp"

namespace ipmi::model {
namespace {

Sensor temperature() {
    Sensor sensor;
    sensor.event_reading_type = 0x01;
    sensor.conversion.format = Conversion::Format::unsigned_;
    sensor.conversion.m = 1;
    sensor.unit = "C";
    sensor.thresholds[ThresholdKind::lower_critical] = 5;
    sensor.thresholds[ThresholdKind::upper_non_critical] = 80;
    sensor.thresholds[ThresholdKind::upper_critical] = 95;
    return sensor;
}

Sensor power_supply() {
    Sensor sensor;
    sensor.event_reading_type = 0x6f;
    sensor.states = {{"Presence detected", Severity::ok}, {"Failure", Severity::critical}, {"Predictive failure", Severity::warning}};
    sensor.no_state_severity = Severity::warning;
    return sensor;
}

Reading read(const Sensor& sensor, const Bytes& body, std::uint8_t completion = 0, ReadingContext context = {}) {
    return judge(sensor, 3, completion, body, context);
}

TEST(SensorReader, JudgesTheValueByTheThresholds) {
    struct Case {
        std::uint8_t raw;
        Severity severity;
        std::optional<ThresholdKind> crossed;
    };
    for (const auto& [raw, severity, crossed] : {Case{40, Severity::ok, std::nullopt}, Case{79, Severity::ok, std::nullopt},
                                                 Case{80, Severity::warning, ThresholdKind::upper_non_critical},
                                                 Case{95, Severity::critical, ThresholdKind::upper_critical},
                                                 Case{200, Severity::critical, ThresholdKind::upper_critical},
                                                 Case{5, Severity::critical, ThresholdKind::lower_critical}}) {
        const auto reading = read(temperature(), {raw, 0xc0, 0xc0});
        EXPECT_EQ(reading.reason, Reason::none);
        EXPECT_EQ(reading.value, raw);
        EXPECT_EQ(reading.severity, severity) << int(raw);
        EXPECT_EQ(reading.crossed, crossed) << int(raw);
        EXPECT_EQ(reading.sensor, 3u);
    }
}

TEST(SensorReader, KeepsTheComparisonBitsButDoesNotBelieveThem) {
    const auto reading = read(temperature(), {40, 0xc0, 0xd0});  // the BMC says: at or above upper critical
    EXPECT_EQ(reading.severity, Severity::ok);
    EXPECT_EQ(reading.states, 0x10);
}

TEST(SensorReader, PrefersLiveThresholds) {
    Thresholds live;
    live[ThresholdKind::upper_critical] = 35;
    ReadingContext context;
    context.thresholds = &live;
    EXPECT_EQ(read(temperature(), {40, 0xc0}, 0, context).severity, Severity::critical);
}

TEST(SensorReader, BelievesTheComparisonBitsWhereThereIsNoNumber) {
    auto compact = temperature();
    compact.conversion = {};
    const auto reading = read(compact, {0, 0xc0, 0xc8});
    EXPECT_EQ(reading.reason, Reason::none);
    EXPECT_EQ(reading.value, std::nullopt);
    EXPECT_EQ(reading.severity, Severity::warning);
    EXPECT_EQ(reading.crossed, ThresholdKind::upper_non_critical);
}

TEST(SensorReader, NamesTheReasonOfEachMissingValue) {
    struct Case {
        Bytes body;
        std::uint8_t completion;
        std::optional<PowerState> power;
        Reason reason;
        Severity severity;
    };
    const Case cases[] = {
        {{0, 0xe0}, 0, {}, Reason::absent, Severity::ok},
        {{0, 0xe0}, 0, PowerState::on, Reason::absent, Severity::ok},
        {{0, 0xe0}, 0, PowerState::off, Reason::host_off, Severity::ok},
        {{99, 0x80}, 0, PowerState::on, Reason::scanning_disabled, Severity::ok},
        {{99, 0xa0}, 0, {}, Reason::absent, Severity::ok},
        {{}, 0xcb, {}, Reason::absent, Severity::ok},
        {{}, 0xcd, {}, Reason::absent, Severity::ok},
        {{}, 0xd4, {}, Reason::no_permission, Severity::unknown},
        {{}, 0xd5, PowerState::off, Reason::host_off, Severity::ok},
        {{}, 0xd5, PowerState::on, Reason::scanning_disabled, Severity::ok},
        {{}, 0xc0, {}, Reason::not_responding, Severity::ok},
        {{}, 0xff, {}, Reason::not_responding, Severity::ok},
        {{}, 0, {}, Reason::undecodable, Severity::unknown},
        {{99}, 0, {}, Reason::undecodable, Severity::unknown},
    };
    for (const auto& c : cases) {
        ReadingContext context;
        context.power = c.power;
        const auto reading = read(temperature(), c.body, c.completion, context);
        EXPECT_EQ(reading.reason, c.reason) << to_hex(c.body) << ' ' << int(c.completion) << ' ' << to_string(reading.reason);
        EXPECT_EQ(reading.severity, c.severity) << to_string(c.reason);
        EXPECT_EQ(reading.value, std::nullopt);
        EXPECT_EQ(reading.completion, c.completion);
    }
}

TEST(SensorReader, TakesTheWorstAssertedState) {
    EXPECT_EQ(read(power_supply(), {0, 0xc0, 0x01, 0x80}).severity, Severity::ok);
    EXPECT_EQ(read(power_supply(), {0, 0xc0, 0x05, 0x80}).severity, Severity::warning);
    EXPECT_EQ(read(power_supply(), {0, 0xc0, 0x07, 0x80}).severity, Severity::critical);
    EXPECT_EQ(read(power_supply(), {0, 0xc0, 0x00, 0x80}).severity, Severity::warning) << "no state at all";
    EXPECT_EQ(read(power_supply(), {0, 0xc0, 0x00, 0xff}).states, 0x7f00) << "bit 15 is reserved";
}

TEST(SensorReader, AcceptsAnswersWithoutStateBytes) {
    const auto reading = read(power_supply(), {0, 0xc0});
    EXPECT_EQ(reading.reason, Reason::none);
    EXPECT_EQ(reading.states, 0);
}

TEST(SensorReader, DoesNotAskForeignOrEventOnlySensors) {
    auto sensor = temperature();
    EXPECT_EQ(why_not_readable(sensor), Reason::none);
    sensor.key.owner = 0xb1;  // system software id, as Dell's R730 has 57 of
    EXPECT_EQ(why_not_readable(sensor), Reason::foreign_owner);
    sensor.event_only = true;
    EXPECT_EQ(why_not_readable(sensor), Reason::event_only);
}

TEST(SensorReader, SilenceOfManySensorsIsUnknown) {
    std::vector<Reading> readings(20, without_value(0, Reason::absent, {}));
    readings[0] = without_value(0, Reason::not_responding, {});
    readings[1] = without_value(0, Reason::not_responding, {});
    EXPECT_EQ(worst_of(readings), Severity::ok) << "two of twenty";
    readings[2] = without_value(0, Reason::not_responding, {});
    EXPECT_EQ(worst_of(readings), Severity::unknown) << "three of twenty";
    readings[3].severity = Severity::critical;
    EXPECT_EQ(worst_of(readings), Severity::critical);
    EXPECT_EQ(worst_of({}), Severity::ok);
}

TEST(SensorReader, GivesTheKnownAnswersOfADellR630) {
    SKIP_WITHOUT_CORPUS();
    const auto json = nlohmann::json::parse(corpus::text_of(std::filesystem::path(corpus::folder()) / "sensor/dell_r630_ipmi-rs.json"));
    for (const auto& vector : json["vectors"]) {
        auto record = from_hex(vector["get_sdr_response_without_cc"].get<std::string>()).value();
        record.erase(record.begin(), record.begin() + 2);  // next record id
        const std::vector<Bytes> records{record};
        const auto table = decode_sdr(records, DeviceId{}).value();
        ASSERT_EQ(table.sensors.size(), 1u);
        const auto body = from_hex(vector["get_sensor_reading_without_cc"].get<std::string>()).value();
        const auto reading = judge(table.sensors[0], 0, 0, body, {});
        ASSERT_TRUE(reading.value);
        const std::string expected = vector["expect"];  // "5280.00 rpm", "25.00 degC"
        EXPECT_EQ(*reading.value, std::stod(expected));
        EXPECT_EQ(table.sensors[0].unit, expected.ends_with("rpm") ? "RPM" : "C");
    }
}

}  // namespace
}  // namespace ipmi::model
