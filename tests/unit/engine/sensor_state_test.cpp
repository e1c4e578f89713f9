#include "engine/sensor_state.hpp"

#include <gtest/gtest.h>

namespace ipmi::engine {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr SensorState fine{};
constexpr SensorState bad{Severity::critical, ThresholdKind::upper_critical};

Sensor temperature() {
    Sensor sensor;
    sensor.event_reading_type = 1;
    sensor.thresholds[ThresholdKind::upper_non_critical] = 90;
    sensor.thresholds[ThresholdKind::upper_critical] = 95;
    sensor.thresholds[ThresholdKind::lower_critical] = 5;
    sensor.positive_hysteresis = 2;
    sensor.negative_hysteresis = 3;
    return sensor;
}

/// As the model judges it: by the thresholds alone.
Reading reading(const Sensor& sensor, double value) {
    Reading reading;
    reading.reason = Reason::none;
    reading.value = value;
    reading.severity = Severity::ok;
    for (const auto kind :
         {ThresholdKind::upper_non_critical, ThresholdKind::upper_critical, ThresholdKind::lower_critical}) {
        const auto limit = *sensor.thresholds[kind];
        if (is_upper(kind) ? value < limit : value > limit) continue;
        reading.crossed = kind;
        reading.severity = severity_of(kind);
    }
    return reading;
}

SensorState after(double value, SensorState before) {
    const auto sensor = temperature();
    return state_of(sensor, reading(sensor, value), sensor.thresholds, before).value();
}

TEST(StateOf, ALimitIsLeftAtItsRearmPoint) {
    EXPECT_EQ(after(94.5, fine).severity, Severity::warning);
    EXPECT_EQ(after(95, fine), bad);
    EXPECT_EQ(after(94.5, bad), bad) << "within the hysteresis of 2";
    EXPECT_EQ(after(93, bad).crossed, ThresholdKind::upper_non_critical) << "at the re-arm point of the critical limit";
    EXPECT_EQ(after(89, bad).crossed, ThresholdKind::upper_non_critical);
    EXPECT_EQ(after(88, bad), fine);
    const SensorState cold{Severity::critical, ThresholdKind::lower_critical};
    EXPECT_EQ(after(5, fine), cold);
    EXPECT_EQ(after(7.9, cold), cold);
    EXPECT_EQ(after(8, cold), fine);
    EXPECT_EQ(after(96, cold), bad) << "from one side to the other";
}

TEST(StateOf, UnavailableIsNoFaultAndSilenceTellsNothing) {
    const auto sensor = temperature();
    Reading none;
    for (const auto reason : {Reason::absent, Reason::scanning_disabled, Reason::host_off}) {
        none.reason = reason;
        EXPECT_EQ(state_of(sensor, none, sensor.thresholds, bad), fine) << to_string(reason);
    }
    for (const auto reason : {Reason::not_responding, Reason::no_permission, Reason::undecodable}) {
        none.reason = reason;
        EXPECT_EQ(state_of(sensor, none, sensor.thresholds, bad), std::nullopt) << to_string(reason);
    }
}

class SettlingTest : public testing::Test {
protected:
    std::optional<SensorState> take(const SensorState& state, Duration later = seconds(60)) {
        now_ += later;
        return settling_.take(state, now_, rules_);
    }
    SettlingRules rules_;
    Settling settling_;
    Time now_ = Time{} + std::chrono::hours(1);
};

TEST_F(SettlingTest, OneBadReadingIsNotBelieved) {
    EXPECT_FALSE(take(bad));
    EXPECT_TRUE(settling_.unconfirmed());
    EXPECT_FALSE(take(fine));
    EXPECT_FALSE(settling_.unconfirmed());
    EXPECT_EQ(settling_.settled(), fine);
}

TEST_F(SettlingTest, TheSecondIs) {
    EXPECT_FALSE(take(bad));
    EXPECT_EQ(take(bad, seconds(2)), bad);
    EXPECT_FALSE(take(bad)) << "told once";
    EXPECT_FALSE(take(fine));
    EXPECT_EQ(take(fine), fine);
}

TEST_F(SettlingTest, ASensorThatFlapsStaysBadUntilItIsCalm) {
    unsigned told = 0;
    for (int i = 0; i < 40; ++i)
        for (const auto& state : {bad, bad, fine, fine})
            if (take(state, seconds(10))) ++told;
    EXPECT_TRUE(settling_.flapping());
    EXPECT_LE(told, rules_.flapping_at + 2) << "one that flaps for half an hour must not be told of all the time";
    EXPECT_EQ(settling_.settled().severity, Severity::critical);
    EXPECT_FALSE(settling_.forgettable(now_, rules_));
    std::optional<SensorState> better;
    for (auto waited = Duration::zero(); waited <= rules_.calm + minutes(1); waited += seconds(30))
        if (const auto told_now = take(fine, seconds(30))) better = told_now;
    EXPECT_EQ(better, fine);
    EXPECT_FALSE(settling_.flapping());
    EXPECT_TRUE(settling_.forgettable(now_ + rules_.flapping_within, rules_));
}

}  // namespace
}  // namespace ipmi::engine
