#include "sensor_types.hpp"

#include <gtest/gtest.h>

namespace plugins::dropin {
namespace {

SensorTypes types(const std::vector<std::string>& lists) {
    const auto parsed = parse_sensor_types(lists);
    EXPECT_TRUE(parsed) << parsed.error().context;
    return parsed.value_or(SensorTypes{});
}

TEST(SensorTypeList, TakesTheNamesOfFreeIpmi) {
    EXPECT_EQ(types({"Temperature,Fan|Power_Supply"}), (SensorTypes{0x01, 0x04, 0x08}));
    EXPECT_EQ(types({"temperature", " fan ,, "}), (SensorTypes{0x01, 0x04}));
    EXPECT_EQ(types({"Slot/Connector,FRU_State"}), (SensorTypes{0x21, 0x2c}));
    EXPECT_EQ(types({"0x08,9"}), (SensorTypes{0x08, 0x09}));
    EXPECT_EQ(types({"OEM_Reserved"}).size(), 0x40u);
}

TEST(SensorTypeList, TakesAllForEverything) {
    EXPECT_TRUE(types({"Fan,all"}).empty());
    EXPECT_TRUE(types({}).empty());
}

TEST(SensorTypeList, NamesWhatItDoesNotKnow) {
    for (const auto* word : {"Fans", "0", "0x2d", "300", "0x", "8x"}) {
        const auto parsed = parse_sensor_types({word});
        ASSERT_FALSE(parsed) << word;
        EXPECT_EQ(parsed.error().context, "invalid sensor type '" + std::string(word) + "'");
    }
}

}  // namespace
}  // namespace plugins::dropin
