#include "sensor_pattern.hpp"

#include <gtest/gtest.h>

#include "unit/plugins/some_sensors.hpp"

namespace {

using plugins::SensorPattern;

bool matches(const char* text, const ipmi::Sensor& sensor) {
    return SensorPattern::parse(text).value().matches(sensor);
}

TEST(SensorPattern, KnowsASensorByEachOfItsMarks) {
    SomeSensors some;
    auto& sensor = some.add("FAN3_RPM", 4, "Fan", 29, "Fan Device 3");
    sensor.key = {0x20, 1, 0x30};
    for (const char* text : {"FAN3_RPM", "fan3*", "*RPM", "~^fan[0-9]_", "type=fan", "entity=Fan Device",
                             "entity=fan device 3", "number=0x30", "number=48", "key=32.1.48", "name=FAN3_RPM"})
        EXPECT_TRUE(matches(text, sensor)) << text;
    for (const char* text :
         {"FAN3", "~^RPM", "type=Temperature", "entity=Fan Device 1", "entity=Fan", "number=3", "key=32.0.48"})
        EXPECT_FALSE(matches(text, sensor)) << text;
    sensor.type_name = "Power Supply";
    EXPECT_TRUE(matches("type=Power_Supply", sensor));
}

TEST(SensorPattern, RefusesWhatNamesNothing) {
    for (const char* text : {"", "~", "~(", "number=256", "number=x", "number=", "type=", "~a{1,2000}"})
        EXPECT_FALSE(SensorPattern::parse(text)) << text;
}

}  // namespace
