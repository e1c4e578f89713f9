#include "engine/block_form.hpp"

#include <gtest/gtest.h>

#include "unit/inventory/scratch_folder.hpp"

namespace ipmi::engine {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

const WallTime noon{hours(24 * 365 * 57) + milliseconds(250)};

template <class T>
std::shared_ptr<const Dated<T>> dated(T value) {
    return std::make_shared<const Dated<T>>(Dated<T>{noon, std::move(value)});
}

class BlockFormTest : public testing::Test {
protected:
    BlockFormTest() {
        SensorTable table;
        table.sensors.resize(3);
        table.sensors[1].name = "CPU1 Temp";
        shared_ = tables_.store("key", std::move(table)).value();
        block_.name = "web01";
        block_.reach = Reach::answers;
        block_.since = noon - hours(3);
        block_.table_key = "key";
        SensorReport report;
        report.table = shared_.table;
        report.readings.resize(3);
        for (unsigned i = 0; i < 3; ++i) report.readings[i].sensor = i;
        auto& hot = report.readings[1];
        hot.reason = Reason::none;
        hot.severity = Severity::critical;
        hot.crossed = ThresholdKind::upper_critical;
        hot.has_raw = true;
        hot.raw = 98;
        hot.flags = 0xc0;
        hot.states = 0xc010;
        hot.value = 98.5;
        hot.time = noon - milliseconds(20);
        report.severity = Severity::critical;
        report.power_on = true;
        report.live_thresholds[1][ThresholdKind::upper_critical] = 95;
        report.statistics.requests = 66;
        block_.sensors = dated(report);
        ChassisStatus chassis;
        chassis.power = PowerState::on;
        block_.chassis = dated(chassis);
    }
    HostBlock restored(const Bytes& bytes) {
        HostBlock block;
        block.name = "web01";
        restore(block, bytes, tables_);
        return block;
    }
    ScratchFolder folder_;
    model::CacheFiles files_{folder_.path()};
    host::TableCache tables_{files_};
    host::SharedTable shared_;
    HostBlock block_;
};

TEST_F(BlockFormTest, WhatWasKnownComesBackWithItsTimeAndMarkedStale) {
    const auto again = restored(encode(block_));
    EXPECT_TRUE(again.stale);
    EXPECT_EQ(again.reach, Reach::answers);
    EXPECT_EQ(again.since, block_.since);
    ASSERT_TRUE(again.sensors);
    EXPECT_EQ(again.sensors->time, noon);
    const auto& report = again.sensors->value;
    EXPECT_EQ(report.table, shared_.table) << "one table for all";
    EXPECT_EQ(report.readings[1], block_.sensors->value.readings[1]);
    EXPECT_EQ(report.live_thresholds, block_.sensors->value.live_thresholds);
    EXPECT_EQ(report.statistics, block_.sensors->value.statistics);
    EXPECT_EQ(again.severity(), Severity::critical);
    EXPECT_EQ(again.power(), PowerState::on);
    EXPECT_EQ(again.chassis->time, noon);
}

TEST_F(BlockFormTest, ASilentHostIsSilentAgainAndSaysWhy) {
    block_.reach = Reach::silent;
    block_.error = Error{Errc::timeout, "login: no answer", {}};
    const auto again = restored(encode(block_));
    EXPECT_EQ(again.reach, Reach::silent);
    EXPECT_EQ(again.error->context, "login: no answer");
    EXPECT_EQ(again.severity(), Severity::unknown);
}

TEST_F(BlockFormTest, ReadingsWithoutTheirTableAreLeftOut) {
    block_.table_key = "gone";
    const auto again = restored(encode(block_));
    EXPECT_FALSE(again.sensors);
    EXPECT_TRUE(again.chassis);
}

TEST_F(BlockFormTest, WhatMakesNoSenseHarmsNobody) {
    const auto good = encode(block_);
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (const auto flip : {0x01, 0x20, 0xff}) {
            auto bad = good;
            bad[i] = static_cast<std::uint8_t>(bad[i] ^ flip);
            const auto block = restored(bad);
            if (!block.sensors) continue;
            for (const auto& reading : block.sensors->value.readings)
                EXPECT_LT(reading.sensor, shared_.table->sensors.size());
        }
        EXPECT_EQ(restored(Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(i))).name, "web01");
    }
}

}  // namespace
}  // namespace ipmi::engine
