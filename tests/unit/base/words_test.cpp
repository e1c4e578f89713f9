#include <gtest/gtest.h>

#include <ipmi/chassis.hpp>
#include <ipmi/device.hpp>
#include <ipmi/event.hpp>
#include <ipmi/sensor.hpp>
#include <ipmi/severity.hpp>
#include <set>
#include <string>

namespace ipmi {
namespace {

TEST(Severity, OfTwoIsTheWorse) {
    // critical outranks unknown outranks warning outranks ok
    const Severity ranked[] = {Severity::ok, Severity::warning, Severity::unknown, Severity::critical};
    for (std::size_t a = 0; a < std::size(ranked); ++a)
        for (std::size_t b = 0; b < std::size(ranked); ++b)
            EXPECT_EQ(worse(ranked[a], ranked[b]), ranked[std::max(a, b)]);
}

TEST(Lamp, ShowsTheWorstAndThePower) {
    const auto colour = [](std::optional<PowerState> power, Severity worst) {
        return lamp_of(power, worst, false).colour;
    };
    EXPECT_EQ(colour(PowerState::on, Severity::ok), Lamp::Colour::green);
    EXPECT_EQ(colour(PowerState::off, Severity::ok), Lamp::Colour::off);
    EXPECT_EQ(colour(PowerState::on, Severity::warning), Lamp::Colour::amber);
    EXPECT_EQ(colour(PowerState::on, Severity::unknown), Lamp::Colour::amber);
    EXPECT_EQ(colour(PowerState::on, Severity::critical), Lamp::Colour::red);
    EXPECT_EQ(colour(PowerState::off, Severity::critical), Lamp::Colour::red);
}

TEST(Lamp, BlinksWhileIdentifying) {
    EXPECT_TRUE(lamp_of(PowerState::on, Severity::ok, true).blinking);
    EXPECT_FALSE(lamp_of(PowerState::on, Severity::critical, false).blinking);
}

TEST(FirmwareVersion, HasABcdMinorOfTwoDigits) {
    DeviceId id;
    id.firmware_major = 9;
    id.firmware_minor = 0x08;
    EXPECT_EQ(firmware_version(id), "9.08");
    id.firmware_minor = 0x70;
    EXPECT_EQ(firmware_version(id), "9.70");
    // MegaRAC sends 3Ch, which is no BCD: shown as it is.
    id.firmware_minor = 0x3c;
    EXPECT_EQ(firmware_version(id), "9.3c");
}

TEST(SensorKey, IsOwnerLunNumber) {
    SensorKey key;
    key.owner = 0x20;
    key.lun = 0;
    key.number = 48;
    EXPECT_EQ(to_string(key), "32.0.48");
}

/// Every enumerator from `first` to `last` has a name of its own.
template <class Enum>
void expect_distinct_names(Enum first, Enum last) {
    std::set<std::string> names;
    for (int value = static_cast<int>(first); value <= static_cast<int>(last); ++value)
        EXPECT_TRUE(names.insert(to_string(static_cast<Enum>(value))).second) << to_string(static_cast<Enum>(value));
}

TEST(Words, AreDistinct) {
    expect_distinct_names(Severity::ok, Severity::unknown);
    expect_distinct_names(Reason::none, Reason::event_only);
    expect_distinct_names(PowerAction::on, PowerAction::diagnostic_interrupt);
    expect_distinct_names(PowerState::off, PowerState::on);
    expect_distinct_names(PowerRestorePolicy::always_off, PowerRestorePolicy::unknown);
    expect_distinct_names(Outcome::verified, Outcome::not_reached);
    expect_distinct_names(EventKind::sensor, EventKind::engine);
    expect_distinct_names(Lamp::Colour::off, Lamp::Colour::red);
    expect_distinct_names(BootDevice::none, BootDevice::unknown);
}

TEST(SensorKey, IsReadAsItIsWritten) {
    for (const SensorKey key : {SensorKey{0x20, 0, 5}, SensorKey{0, 0, 0}, SensorKey{255, 3, 255}})
        EXPECT_EQ(parse_sensor_key(to_string(key)), key);
    for (const auto* text :
         {"", "32", "32.0", "32.0.", "32.0.256", "32.0.5.1", "32,0,5", " 32.0.5", "-1.0.5", "0x20.0.5"})
        EXPECT_EQ(parse_sensor_key(text), std::nullopt) << text;
}

}  // namespace
}  // namespace ipmi
