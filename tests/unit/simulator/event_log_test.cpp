// Record ids: no program may rely on how they count.
#include "event_log.hpp"

#include <gtest/gtest.h>

#include "healthy64.hpp"

namespace ipmi::sim {
namespace {

TEST(EventLog, SharesTheProfilesRecordsUntilItChanges) {
    const auto profile = healthy64();
    EventLog log(profile);
    EXPECT_EQ(log.records().data(), profile.sel.data());
    EXPECT_EQ(log.add(SelBytes{0, 0, 0x02}, 0x01020304), 7);
    EXPECT_EQ(log.records().size(), profile.sel.size() + 1);
    const SelBytes stored{7, 0, 0x02, 4, 3, 2, 1};
    EXPECT_EQ(log.records().back(), stored);
}

TEST(EventLog, KeepsTheBytesOfRecordsWithoutATime) {
    const auto profile = healthy64();
    EventLog log(profile);
    log.add(SelBytes{0, 0, 0xe0, 9, 9, 9, 9}, 1);
    EXPECT_EQ(log.records().back()[3], 9);
}

TEST(EventLog, OverflowsOrWraps) {
    auto profile = healthy64();
    profile.sel_capacity = 7;
    EventLog log(profile);
    EXPECT_TRUE(log.add(SelBytes{}, 1));
    EXPECT_FALSE(log.add(SelBytes{}, 1));
    EXPECT_TRUE(log.overflow);
    log.wraps = true;
    EXPECT_EQ(log.add(SelBytes{}, 1), 8);
    EXPECT_EQ(EventLog::id_of(log.records().front()), 2);
    log.next_id = 0xfffe;
    EXPECT_EQ(log.add(SelBytes{}, 1), 0xfffe);
    EXPECT_EQ(log.add(SelBytes{}, 1), 1) << "0 and FFFFh name the first and the last";
}

TEST(EventLog, ReservationsEndWithWhatTheyGuard) {
    const auto profile = healthy64();
    EventLog log(profile);
    EXPECT_FALSE(log.holds(0));
    const auto first = log.reserve();
    const auto second = log.reserve();
    EXPECT_FALSE(log.holds(first));
    EXPECT_TRUE(log.holds(second));
    log.erase(0, 1);
    EXPECT_FALSE(log.holds(second));
    log.clear(5);
    EXPECT_EQ(log.records().size(), 0u);
    EXPECT_EQ(log.last_erase(), 5u);
    EXPECT_EQ(log.find(0), std::nullopt);
}

}  // namespace
}  // namespace ipmi::sim
