#include "engine/recorder.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "unit/inventory/scratch_folder.hpp"

namespace ipmi::engine {
namespace {

using std::chrono::seconds;

store::Changes one_event(const std::string& text) {
    store::Changes changes;
    Event event;
    event.time = WallClock::now();
    event.host = "web01";
    event.text = text;
    changes.events.push_back(event);
    return changes;
}

store::Changes one_incident(std::uint64_t id) {
    store::Changes changes = one_event("raised");
    store::KeptIncident kept;
    kept.incident.id = id;
    kept.incident.host = "web01";
    changes.incidents.push_back(kept);
    changes.hosts.push_back({"web01", "memory"});
    return changes;
}

class RecorderTest : public testing::Test {
protected:
    std::unique_ptr<Recorder> open() {
        auto recorder = Recorder::open(folder_.path(), {});
        EXPECT_TRUE(recorder) << recorder.error().context;
        return std::move(*recorder);
    }
    store::EventPage events() { return store::JournalReader::open(path())->events(0, 10'000).value(); }
    std::string path() const { return folder_.path() + "/journal.sqlite"; }
    ScratchFolder folder_;
};

TEST_F(RecorderTest, NumbersEventsInTheOrderInWhichTheyCame) {
    std::atomic<unsigned> told = 0;
    {
        auto recorder = open();
        recorder->on_written = [&told] { ++told; };
        recorder->start();
        for (int i = 1; i <= 500; ++i) recorder->write(one_event(std::to_string(i)));
        ASSERT_TRUE(recorder->flush(seconds(20)));
        EXPECT_GT(told, 0u);
        recorder->write(one_event("501"));  // written before it ends
    }
    const auto page = events();
    ASSERT_EQ(page.events.size(), 501u);
    for (std::size_t i = 0; i < page.events.size(); ++i) {
        EXPECT_EQ(page.events[i].sequence, i + 1);
        EXPECT_EQ(page.events[i].text, std::to_string(i + 1));
    }
    auto again = open();
    again->start();
    again->write(one_event("next"));
    ASSERT_TRUE(again->flush(seconds(20)));
    EXPECT_EQ(events().events.back().sequence, 502u);
}

TEST_F(RecorderTest, SaysWhenItIsOnTheDisk) {
    auto recorder = open();
    recorder->start();
    std::atomic<std::size_t> seen = 0;
    recorder->write(one_event("x"), [&] { seen = events().events.size(); });
    ASSERT_TRUE(recorder->flush(seconds(20)));
    EXPECT_EQ(seen, 1u);
}

TEST_F(RecorderTest, BeginsAnewWhereTheJournalIsDamagedAtTheStart) {
    folder_.file("journal.sqlite", std::string(8192, 'x'));
    auto recorder = open();
    EXPECT_NE(recorder->status().trouble.find("begun anew"), std::string::npos);
    recorder->start();
    recorder->write(one_event("first"));
    ASSERT_TRUE(recorder->flush(seconds(20)));
    EXPECT_GT(events().events.front().sequence, 1'000'000u) << "numbers that the lost journal gave must not come again";
    unsigned aside = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
        aside += entry.path().string().find("damaged-") != std::string::npos ? 1 : 0;
    EXPECT_EQ(aside, 1u) << "nothing is thrown away";
}

TEST_F(RecorderTest, BeginsAnewWhereTheJournalIsDamagedLater) {
    auto recorder = open();
    recorder->start();
    recorder->write(one_incident(7));
    ASSERT_TRUE(recorder->flush(seconds(20)));
    {  // as a bad block would: what the tables look like makes no sense any more
        auto other = store::Database::open(path(), store::Database::Mode::write);
        ASSERT_TRUE(other && other->run("PRAGMA writable_schema = ON; "
                                        "UPDATE sqlite_schema SET sql = 'CREATE TABLE event (x' WHERE name = 'event'; "
                                        "PRAGMA schema_version = 4711;"));
    }
    for (int i = 0; i < 5; ++i) recorder->write(one_event(std::to_string(i)));
    ASSERT_TRUE(recorder->flush(seconds(30))) << recorder->status().trouble;
    recorder.reset();
    auto again = open();
    ASSERT_EQ(again->beginning().open_incidents.size(), 1u);
    EXPECT_EQ(again->beginning().open_incidents.front().incident.id, 7u);
    EXPECT_EQ(again->beginning().hosts.at("web01"), "memory");
    EXPECT_GE(events().newest, 6u);
}

TEST_F(RecorderTest, WaitsForAJournalThatCannotBeWritten) {
    auto recorder = open();
    recorder->start();
    {
        auto other = store::Database::open(path(), store::Database::Mode::write);
        ASSERT_TRUE(other && other->run("BEGIN EXCLUSIVE"));
        recorder->write(one_event("held up"));
        while (recorder->status().trouble.empty()) std::this_thread::yield();
        EXPECT_EQ(recorder->status().waiting, 1u);
    }
    ASSERT_TRUE(recorder->flush(seconds(30)));
    EXPECT_EQ(recorder->status().trouble, "");
    EXPECT_EQ(recorder->status().waiting, 0u);
    EXPECT_EQ(events().events.size(), 1u);
}

}  // namespace
}  // namespace ipmi::engine
