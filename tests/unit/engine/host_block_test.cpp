#include "engine/host_block.hpp"

#include <gtest/gtest.h>

#include "engine/device_poll.hpp"
#include "engine/log_poll.hpp"

namespace ipmi::engine {
namespace {

using namespace std::chrono_literals;

TEST(HostBlock, KeepsTheNewestFailureOfEachPartUntilItIsRead) {
    HostBlock block;
    const WallTime now{1'700'000'000s};
    EXPECT_EQ(block.failure_of(Part::fru), nullptr);
    block.note_attempt(Part::fru, now, Error{Errc::timeout, "first", {}});
    block.note_attempt(Part::sel, now, Error{Errc::timeout, "log", {}});
    block.note_attempt(Part::fru, now + 1s, Error{Errc::timeout, "second", {}});
    ASSERT_EQ(block.failed_parts.size(), 2u);
    EXPECT_EQ(block.failure_of(Part::fru)->why.context, "second");
    EXPECT_EQ(block.failure_of(Part::fru)->time, now + 1s);
    block.note_attempt(Part::fru, now, std::nullopt);
    EXPECT_EQ(block.failure_of(Part::fru), nullptr);
    EXPECT_NE(block.failure_of(Part::sel), nullptr);
}

TEST(HostBlock, IsAsBadAsItsWorstOpenIncident) {
    HostBlock block;
    block.troubles = {1, 0, Severity::critical};
    EXPECT_EQ(block.severity(), Severity::unknown) << "not asked";
    block.reach = Reach::answers;
    block.chassis = std::make_shared<Dated<ChassisStatus>>();
    block.sensors = std::make_shared<Dated<SensorReport>>(Dated<SensorReport>{{}, {}});
    EXPECT_EQ(block.severity(), Severity::critical) << "a log's, say, of which no sensor tells";
    block.troubles = {};
    EXPECT_EQ(block.severity(), Severity::ok);
}

// The info's times are whole seconds: two records of one second look like one to it.
TEST(LogPoll, LooksAgainWhereARecordMayHaveComeInTheSameSecond) {
    SelInfo info;
    info.last_addition = 1'700'000'000;
    const auto at = [](std::chrono::seconds time) { return std::chrono::sys_seconds(time); };
    EXPECT_FALSE(settled(info, at(1'700'000'000s)));
    EXPECT_FALSE(settled(info, at(1'700'000'001s)));
    EXPECT_TRUE(settled(info, at(1'700'000'002s)));
    EXPECT_TRUE(settled(info, at(1'699'999'000s))) << "a clock that was set back would never get there";
    EXPECT_TRUE(settled(info, std::nullopt));
}

TEST(DevicePoll, TakesAnUpdateForNewFirmwareWhenItIsThere) {
    DeviceReport before;
    before.id.firmware_major = 1;
    auto after = before;
    after.id.update_in_progress = true;
    EXPECT_TRUE(same_device(before, after));
    after.id.auxiliary_firmware[3] = 1;
    EXPECT_FALSE(same_device(before, after));
}

TEST(DevicePoll, KnowsAnotherMachineByItsGuid) {
    DeviceReport before;
    before.has_guid = true;
    before.guid[0] = 1;
    auto after = before;
    EXPECT_TRUE(same_device(before, after));
    after.guid[0] = 2;
    EXPECT_FALSE(same_device(before, after));
    after.has_guid = false;
    EXPECT_TRUE(same_device(before, after)) << "it did not answer that, which tells nothing";
}

}  // namespace
}  // namespace ipmi::engine
