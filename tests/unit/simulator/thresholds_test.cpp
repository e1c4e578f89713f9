// Which comparison bits hold, and what a change of them logs.
#include "thresholds.hpp"

#include "console.hpp"
#include "sensor_change.hpp"

namespace ipmi::sim {
namespace {

SensorTemplate signed_sensor() {
    SensorTemplate sensor;
    sensor.factors = Factors{.format = Factors::Format::twos_complement};
    sensor.readable = 0x3f;
    sensor.initial.thresholds = {0xec, 0xe2, 0xd8, 40, 50, 60};  // -20 -30 -40
    return sensor;
}

TEST(Crossed, ComparesAsTheRecordsFormatSays) {
    const auto sensor = signed_sensor();
    auto state = sensor.initial;
    const auto at = [&](int count) {
        state.raw = static_cast<std::uint8_t>(count);
        return crossed(sensor, state);
    };
    EXPECT_EQ(at(-12), 0x00);
    EXPECT_EQ(at(-20), 0x01) << "at or below";
    EXPECT_EQ(at(-41), 0x07);
    EXPECT_EQ(at(39), 0x00);
    EXPECT_EQ(at(40), 0x08) << "at or above";
    EXPECT_EQ(at(127), 0x38);
}

TEST(Crossed, LooksOnlyAtThresholdsThatExist) {
    auto sensor = signed_sensor();
    sensor.readable = 0x10;
    auto state = sensor.initial;
    state.raw = 127;
    EXPECT_EQ(crossed(sensor, state), 0x10);
}

TEST(SensorChange, LogsEachCrossingAndEachReturn) {
    OneBmc one;
    auto& bmc = one.bmc();
    const auto cpu = static_cast<std::size_t>(bmc.profile().find_sensor("CPU1 Temp"));  // 85 95 105, hysteresis 2
    const auto before = bmc.log.records().size();
    const auto now = one.fleet.settings().start;
    set_raw(bmc, cpu, 96, true, now);
    ASSERT_EQ(bmc.log.records().size(), before + 2);
    const auto& critical = bmc.log.records().back();
    EXPECT_EQ(critical[12], 0x01);
    EXPECT_EQ(Bytes(critical.begin() + 13, critical.end()), (Bytes{0x59, 96, 95}));  // upper critical going high
    set_raw(bmc, cpu, 94, true, now);
    EXPECT_EQ(bmc.log.records().size(), before + 2) << "within the hysteresis";
    set_raw(bmc, cpu, 92, true, now);
    ASSERT_EQ(bmc.log.records().size(), before + 3);
    EXPECT_EQ(bmc.log.records().back()[12], 0x81);
    set_raw(bmc, cpu, 20, false, now);
    EXPECT_EQ(bmc.log.records().size(), before + 3);
}

TEST(Factors, FindTheNearestCount) {
    // 12.06 V is 201 counts of 60 mV.
    const Factors volts{.m = 6, .k2 = -2};
    EXPECT_EQ(volts.raw(12.06), 201);
    EXPECT_NEAR(volts.value(201), 12.06, 1e-9);
    const Factors cold{.format = Factors::Format::twos_complement};
    EXPECT_EQ(cold.raw(-12), 0xf4);
    const Factors inverse{.linearization = 7};
    EXPECT_NEAR(inverse.value(4), 0.25, 1e-9);
}

}  // namespace
}  // namespace ipmi::sim
