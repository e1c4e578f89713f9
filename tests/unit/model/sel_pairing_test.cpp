#include "model/sel_pairing.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ipmi::model {
namespace {

SelRecord event(std::uint16_t id, std::uint8_t sensor, std::uint8_t type, std::uint8_t offset, bool asserted) {
    SelRecord record;
    record.id = id;
    record.sensor = SensorKey{0x20, 0, sensor};
    record.asserted = asserted;
    record.raw[12] = static_cast<std::uint8_t>(type | (asserted ? 0 : 0x80));
    record.raw[13] = static_cast<std::uint8_t>(0xf0 | offset);
    return record;
}

std::vector<int> ends(std::vector<SelRecord> log) {
    pair_events(log);
    std::vector<int> found;
    for (const auto& record : log) found.push_back(record.cleared_by ? *record.cleared_by : -1);
    return found;
}

TEST(SelPairing, EndsAnAssertionWithItsDeassertion) {
    EXPECT_EQ(ends({event(1, 7, 0x6f, 3, true), event(2, 7, 0x6f, 3, false)}), (std::vector{2, -1}));
}

TEST(SelPairing, KeepsSensorsOffsetsAndTypesApart) {
    EXPECT_EQ(ends({event(1, 7, 0x6f, 3, true), event(2, 8, 0x6f, 3, false), event(3, 7, 0x6f, 2, false),
                    event(4, 7, 0x08, 3, false)}),
              (std::vector{-1, -1, -1, -1}));
}

TEST(SelPairing, IgnoresADeassertionThatComesFirst) {
    EXPECT_EQ(ends({event(1, 7, 0x6f, 3, false), event(2, 7, 0x6f, 3, true)}), (std::vector{-1, -1}));
}

TEST(SelPairing, EndsEveryRepetition) {
    EXPECT_EQ(
        ends({event(1, 7, 1, 9, true), event(2, 7, 1, 9, true), event(3, 7, 1, 9, false), event(4, 7, 1, 9, true)}),
        (std::vector{3, 3, -1, -1}));
}

TEST(SelPairing, TakesTheThresholdPassedTheOtherWayAsAnEnd) {
    EXPECT_EQ(ends({event(1, 7, 1, 9, true), event(2, 7, 1, 8, true)}), (std::vector{2, -1}));
    EXPECT_EQ(ends({event(1, 7, 1, 9, true), event(2, 7, 1, 7, true)}), (std::vector{-1, -1}));  // another threshold
}

TEST(SelPairing, TakesTheOtherStateAsAnEnd) {
    EXPECT_EQ(ends({event(1, 7, 0x0b, 1, true), event(2, 7, 0x0b, 0, true)}),
              (std::vector{2, -1}));  // redundancy lost, full
    EXPECT_EQ(ends({event(1, 7, 0x08, 0, true), event(2, 7, 0x08, 1, true)}), (std::vector{2, -1}));
    EXPECT_EQ(ends({event(1, 7, 0x6f, 0, true), event(2, 7, 0x6f, 1, true)}), (std::vector{-1, -1}));
}

TEST(SelPairing, FollowsTheOrderOfTheLogWhenIdsRepeatAndGoBack) {
    EXPECT_EQ(ends({event(900, 7, 0x6f, 3, true), event(1, 7, 0x6f, 3, false), event(1, 7, 0x6f, 3, true),
                    event(1, 7, 0x6f, 3, false)}),
              (std::vector{1, -1, 1, -1}));
}

TEST(SelPairing, TakesAFullLogOfOneSensorInItsStride) {
    std::vector<SelRecord> log;
    for (unsigned i = 0; i < 65535; ++i) log.push_back(event(static_cast<std::uint16_t>(i), 7, 0x0b, i & 1, true));
    pair_events(log);
    EXPECT_EQ(log.front().cleared_by, 1);
}

}  // namespace
}  // namespace ipmi::model
