// Polls of a BMC whose thresholds are not, or no longer, those of its SDRs.
#include "model/sensor_poll.hpp"

#include <gtest/gtest.h>

#include "message/sensor/get_sensor_reading.hpp"
#include "message/sensor/get_sensor_thresholds.hpp"
#include "scripted_channel.hpp"

namespace ipmi::test {
namespace {

using model::LiveThresholds;
using model::poll_sensors;
using model::WantedThresholds;
using sensor::GetSensorReading;
using sensor::GetSensorThresholds;

/// Two temperature sensors, 1 and 2, with limits 80 and 90 in their SDRs; a discrete one, 3.
SensorTable table() {
    SensorTable made;
    for (std::uint8_t number = 1; number <= 3; ++number) {
        Sensor sensor;
        sensor.key.number = number;
        sensor.event_reading_type = number == 3 ? 0x6f : 0x01;
        if (number < 3) {
            sensor.type = 1;
            sensor.conversion.format = Conversion::Format::unsigned_;
            sensor.conversion.m = 1;
            sensor.readable_thresholds = 0x18;
            sensor.thresholds[ThresholdKind::upper_non_critical] = 80;
            sensor.thresholds[ThresholdKind::upper_critical] = 90;
        }
        made.sensors.push_back(std::move(sensor));
    }
    return made;
}

/// What the BMC has: a value, comparison bits and limits for each sensor.
struct Bmc {
    struct One {
        std::uint8_t raw = 40, bits = 0, warning = 80, critical = 90;
        bool refuses_thresholds = false;
    };
    std::map<std::uint8_t, One> sensors{{1, {}}, {2, {}}, {3, {}}};

    Result<session::Reply> operator()(const session::Command& command) {
        const auto& one = sensors.at(command.data.at(0));
        if (command.command == GetSensorReading::command) {
            GetSensorReading::Response response;
            response.raw_reading = one.raw;
            response.event_messages_enabled = response.scanning_enabled = true;
            response.states_low = one.bits;
            return answered<GetSensorReading>(response);
        }
        if (command.command != GetSensorThresholds::command || one.refuses_thresholds) return refusal(0xcd);
        GetSensorThresholds::Response response;
        response.readable_mask = 0x18;
        response.thresholds[static_cast<std::size_t>(ThresholdKind::upper_non_critical)] = one.warning;
        response.thresholds[static_cast<std::size_t>(ThresholdKind::upper_critical)] = one.critical;
        return answered<GetSensorThresholds>(response);
    }
};

struct Polled {
    std::vector<Reading> readings{};
    bool thresholds_read = false;
    std::size_t asked = 0;  ///< Get Sensor Thresholds
};

Polled poll(const Bmc& bmc, LiveThresholds& live, WantedThresholds wanted) {
    ScriptedChannel channel(bmc);
    const auto sensors = table();
    const auto commands = model::commands_for(sensors);
    auto outcome = run(poll_sensors(channel, sensors, *commands, live, wanted));
    EXPECT_TRUE(outcome);
    return {outcome->readings, outcome->thresholds_read,
            channel.count(NetFn::sensor_event, GetSensorThresholds::command)};
}

TEST(SensorPoll, AsksNoThresholdsWhereBothAgree) {
    Bmc bmc;
    LiveThresholds live;
    const auto polled = poll(bmc, live, WantedThresholds::where_doubtful);
    EXPECT_EQ(polled.asked, 0u);
    EXPECT_FALSE(polled.thresholds_read);
    EXPECT_EQ(polled.readings[0].severity, Severity::ok);
}

TEST(SensorPoll, KeepsOnlyThresholdsThatDifferFromTheSdr) {
    Bmc bmc;
    bmc.sensors[2].critical = 60;
    bmc.sensors[2].warning = 50;
    LiveThresholds live;
    const auto polled = poll(bmc, live, WantedThresholds::all);
    EXPECT_EQ(polled.asked, 2u);  // the discrete one has none
    EXPECT_TRUE(polled.thresholds_read);
    ASSERT_EQ(live.size(), 1u);
    EXPECT_EQ(live.at(1)[ThresholdKind::upper_critical], 60);
    bmc.sensors[2] = {};
    poll(bmc, live, WantedThresholds::all);
    EXPECT_TRUE(live.empty());  // set back
}

TEST(SensorPoll, JudgesByTheThresholdsOfNow) {
    Bmc bmc;
    bmc.sensors[1].raw = 65;
    bmc.sensors[1].warning = 50;
    bmc.sensors[1].critical = 60;
    LiveThresholds live;
    const auto polled = poll(bmc, live, WantedThresholds::all);
    EXPECT_EQ(polled.readings[0].severity, Severity::critical);
    EXPECT_EQ(polled.readings[0].crossed, ThresholdKind::upper_critical);
}

// The BMC says "upper critical" where its SDR's limits would only warn: the comparison must be of severities.
TEST(SensorPoll, AsksWhereTheBmcSeesAnotherSeverity) {
    Bmc bmc;
    bmc.sensors[1].raw = 85;
    bmc.sensors[1].bits = 0x18;
    bmc.sensors[1].critical = 84;
    LiveThresholds live;
    const auto polled = poll(bmc, live, WantedThresholds::where_doubtful);
    EXPECT_EQ(polled.asked, 1u);
    EXPECT_EQ(polled.readings[0].severity, Severity::critical);
}

TEST(SensorPoll, KeepsTheSdrsThresholdsWhereTheBmcRefuses) {
    Bmc bmc;
    bmc.sensors[1].raw = 95;
    bmc.sensors[1].refuses_thresholds = true;
    LiveThresholds live;
    const auto polled = poll(bmc, live, WantedThresholds::all);
    EXPECT_EQ(polled.readings[0].severity, Severity::critical);
    EXPECT_TRUE(live.empty());
}

TEST(SensorPoll, SaysHostOffOfAFanThatStandsAndNotOfAHotCpu) {
    auto sensors = table();
    sensors.sensors[0].type = 4;
    model::PollOutcome outcome;
    outcome.readings.resize(3);
    for (std::uint32_t i = 0; i < 3; ++i) {
        outcome.readings[i].sensor = i;
        outcome.readings[i].reason = Reason::none;
        outcome.readings[i].value = 0;
        outcome.readings[i].severity = Severity::critical;
    }
    outcome.readings[0].crossed = ThresholdKind::lower_critical;
    outcome.readings[1].crossed = ThresholdKind::upper_critical;
    EXPECT_TRUE(model::power_would_explain(sensors, outcome));
    model::explain_by_power(sensors, outcome, PowerState::on);
    EXPECT_EQ(outcome.readings[0].severity, Severity::critical);  // it has failed
    model::explain_by_power(sensors, outcome, PowerState::off);
    EXPECT_EQ(outcome.readings[0].reason, Reason::host_off);
    EXPECT_EQ(outcome.readings[0].severity, Severity::ok);
    EXPECT_EQ(outcome.readings[1].severity, Severity::critical);
}

}  // namespace
}  // namespace ipmi::test
