#include "expectation.hpp"

#include <gtest/gtest.h>

#include "unit/plugins/some_sensors.hpp"

namespace {

using plugins::check_expectation;
using plugins::parse_expectation;
using plugins::Severity;

plugins::Check expect(const char* text, const ipmi::SensorReport& report) {
    return check_expectation(parse_expectation(text).value(), report);
}

TEST(Expectation, CountsPowerSuppliesThatAreThereAndWell) {
    SomeSensors some;
    some.power_supply(1, 1);
    some.power_supply(2, 1);
    EXPECT_EQ(expect("psu=2", some.report()).state, Severity::ok);
    some.last().states = 3;
    some.last().severity = Severity::critical;
    const auto check = expect("psu=2", some.report());
    EXPECT_EQ(check.state, Severity::critical);
    EXPECT_EQ(check.text, "psu: 1 of 2 expected (not: Power Supply 2)");
}

// check_ipmi_sensor_v3#66: a supply that was pulled is not detected.
TEST(Expectation, MissesASupplyThatWasPulled) {
    SomeSensors some;
    some.power_supply(1, 1);
    some.power_supply(2, 1);
    some.without(ipmi::Reason::absent);
    EXPECT_EQ(expect("psu=2", some.report()).state, Severity::critical);
}

// A supply, processor, module or drive whose presence bit went, while nothing says "absent".
TEST(Expectation, MissesAPartWhosePresenceBitIsGone) {
    SomeSensors some;
    some.power_supply(1, 1);
    some.last_sensor().state_mask = 0x000b;
    some.power_supply(2, 0);
    some.last_sensor().state_mask = 0x000b;
    EXPECT_EQ(expect("psu=2", some.report()).text, "psu: 1 of 2 expected (not: Power Supply 2)");
    SomeSensors quiet;
    quiet.power_supply(1, 0);
    quiet.last_sensor().state_mask = 0x000a;
    EXPECT_EQ(expect("psu=1", quiet.report()).state, Severity::ok) << "it does not tell of presence";
}

// Beside parts that say whether they are there, places of the same kind where something is measured are no parts.
TEST(Expectation, CountsNoPlaceForAPart) {
    SomeSensors some;
    for (std::uint8_t i = 1; i <= 2; ++i) {
        some.power_supply(i, 1);
        some.last_sensor().state_mask = 0x000b;
    }
    some.power_supply(3, 1);
    some.last_sensor().event_reading_type = 0x01;
    EXPECT_EQ(expect("psu=2", some.report()).text, "psu: 2 of 2 expected");
    EXPECT_EQ(expect("psu=3", some.report()).state, Severity::critical);
}

// Seen on a PowerEdge R730xd: six fans and "Fan Redundancy", which is of the same type.
TEST(Expectation, CountsNoRedundancyAsAFan) {
    SomeSensors some;
    some.fan("FAN1", 5000);
    some.fan("Fan Redundancy", 0);
    some.last_sensor().event_reading_type = 0x0b;
    EXPECT_EQ(expect("fan=1", some.report()).text, "fan: 1 of 1 expected");
    EXPECT_EQ(expect("fan=2", some.report()).state, Severity::critical);
    EXPECT_EQ(expect("type=Fan=2", some.report()).state, Severity::ok) << "a pattern means what it says";
}

TEST(Expectation, CountsFansBySensor) {
    SomeSensors some;
    some.fan("FAN1", 5000);
    some.fan("FAN2", 5000);
    EXPECT_EQ(expect("fan=2", some.report()).state, Severity::ok);
    EXPECT_EQ(expect("fan=3", some.report()).text, "fan: 2 of 3 expected");
    EXPECT_EQ(expect("FAN*=2", some.report()).state, Severity::ok);
    EXPECT_EQ(expect("type=Fan=2", some.report()).state, Severity::ok);
}

TEST(Expectation, RefusesWhatIsNone) {
    for (const char* text : {"", "psu", "=2", "psu=", "psu=-1", "psu=two", "psu=99999", "~(=1"})
        EXPECT_FALSE(parse_expectation(text)) << text;
}

}  // namespace
