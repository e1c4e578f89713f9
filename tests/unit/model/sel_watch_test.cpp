#include "model/sel_watch.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using namespace ipmi;
using model::SelWatch;

constexpr std::chrono::sys_seconds now{1'700'000'000s};

SelRecord record(std::uint8_t id, std::chrono::seconds age) {
    SelRecord made;
    made.id = id;
    made.raw[0] = id;
    made.raw[5] = static_cast<std::uint8_t>(age.count());
    made.time = now - age;
    made.severity = Severity::critical;
    return made;
}

TEST(SelWatch, TakesWhatWasThereAtFirstContactForHistory) {
    SelWatch watch;
    std::vector<SelRecord> records{record(1, 48h), record(2, 30h)};
    model::watch(watch, records, true, now, now + 1s);
    EXPECT_TRUE(records[0].history && records[1].history);
    records = {record(1, 48h), record(2, 30h), record(3, 28h)};
    model::watch(watch, records, true, now, now + 1s);
    EXPECT_TRUE(records[1].history);
    EXPECT_FALSE(records[2].history);  // came after us, whatever its clock says
    EXPECT_TRUE(records[2].open());
}

TEST(SelWatch, LeavesOpenAtFirstContactWhatIsYoung) {
    SelWatch watch;
    std::vector<SelRecord> records{record(1, 48h), record(2, 1h)};
    model::watch(watch, records, true, now, now + 1s);
    EXPECT_FALSE(records[0].open());
    EXPECT_TRUE(records[1].open());
}

TEST(SelWatch, HasNoHistoryOnceTheLogWasCleared) {
    SelWatch watch;
    std::vector<SelRecord> records{record(1, 48h)};
    model::watch(watch, records, true, now, now + 1s);
    records = {record(7, 30h)};
    model::watch(watch, records, true, now, now + 1s);
    EXPECT_TRUE(records[0].open());
}

TEST(SelWatch, BeginsOnlyWithALogReadToItsEnd) {
    SelWatch watch;
    std::vector<SelRecord> records{record(1, 48h)};
    model::watch(watch, records, false, now, now + 1s);
    EXPECT_FALSE(watch.begun);
    records = {record(1, 48h), record(2, 30h)};
    model::watch(watch, records, true, now, now + 1s);
    EXPECT_FALSE(records[1].open());
}

// A slow check that began to read before a record came, and ends after somebody acknowledged it.
TEST(SelWatch, KeepsAnAcknowledgementMadeSinceItsReadingBegan) {
    SelWatch watch;
    watch.begun = true;
    std::vector<SelRecord> records{record(1, 5min)};
    const SelAcknowledgement by{"kim", "", now};
    model::acknowledge(watch, records, by, {});
    std::vector<SelRecord> before{record(9, 48h)};
    model::watch(watch, before, true, now, now - 3s);
    EXPECT_EQ(watch.acknowledged.size(), 1u);
    model::watch(watch, before, true, now, now + 1s);
    EXPECT_EQ(watch.acknowledged.size(), 0u);
}

TEST(SelWatch, RemembersWhoAcknowledgedWhatAsLongAsItIsInTheLog) {
    SelWatch watch;
    watch.begun = true;
    std::vector<SelRecord> records{record(1, 5min), record(2, 4min)};
    model::watch(watch, records, true, now, now + 1s);
    const SelAcknowledgement by{"kim", "disk ordered", now};
    EXPECT_EQ(model::acknowledge(watch, records, by, [](const SelRecord& one) { return one.id == 2; }), 1u);
    EXPECT_TRUE(records[0].open());
    EXPECT_FALSE(records[1].open());
    EXPECT_EQ(model::acknowledge(watch, records, by, {}), 1u);  // the other one; nothing twice
    const auto kept = model::decode_watch(model::encode_watch(watch));
    ASSERT_TRUE(kept);
    EXPECT_EQ(*kept, watch);
    auto again = *kept;
    records = {record(2, 4min), record(3, 1min)};
    model::watch(again, records, true, now, now + 1s);
    EXPECT_EQ(records[0].acknowledged, by);
    EXPECT_TRUE(records[1].open());
    EXPECT_EQ(again.acknowledged.size(), 1u);  // the first is gone from the log
}

TEST(SelWatch, RefusesADamagedFile) {
    SelWatch watch;
    watch.begun = true;
    watch.history_end = record(1, 1h).raw;
    watch.acknowledged.push_back({record(2, 1h).raw, {"kim", "note", now}});
    const auto bytes = model::encode_watch(watch);
    for (std::size_t size = 1; size < bytes.size(); ++size) {
        const auto cut = model::decode_watch(ByteView(bytes).first(size));
        EXPECT_TRUE(!cut || cut->acknowledged.empty()) << size;
    }
    EXPECT_EQ(model::decode_watch({}).value(), SelWatch{});
}

}  // namespace
