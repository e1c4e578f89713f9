#include "engine/recorder.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "store/indices.hpp"
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
    /// As a bad block would: what the tables look like makes no sense any more.
    void damage() {
        auto other = store::Database::open(path(), store::Database::Mode::write);
        ASSERT_TRUE(other && other->run("PRAGMA writable_schema = ON; "
                                        "UPDATE sqlite_schema SET sql = 'CREATE TABLE event (x' WHERE name = 'event'; "
                                        "PRAGMA schema_version = 4711;"));
    }
    std::vector<std::string> put_aside() const {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
            if (entry.path().string().find("damaged-") != std::string::npos) found.push_back(entry.path().filename());
        return found;
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

TEST_F(RecorderTest, DropsWhatIsTooMuchThoughNothingHappens) {
    {
        store::Changes many;
        for (std::uint64_t i = 1; i <= 6'000; ++i) {
            many.events.push_back(one_event("long ago").events.front());
            many.events.back().sequence = i;
        }
        ASSERT_TRUE(store::Journal::open(path())->write(many));
    }
    store::Retention retention;
    retention.most_events = 10;
    auto recorder = Recorder::open(folder_.path(), retention);
    ASSERT_TRUE(recorder) << recorder.error().context;
    (*recorder)->start();
    const auto end = Clock::now() + seconds(20);
    while (events().oldest < 5'991 && Clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_EQ(events().oldest, 5'991u) << "more than one step";
    EXPECT_EQ(events().newest, 6'000u);
}

/// To a journal of last year the clock of today is one that is far ahead.
TEST_F(RecorderTest, DropsNothingByAClockThatIsFarAhead) {
    const auto long_ago = WallClock::now() - std::chrono::days(401);
    {
        auto journal = store::Journal::open(path());
        store::Changes changes = one_event("of last year");
        changes.events.front().time = long_ago;
        changes.events.front().sequence = 1;
        AuditEntry entry;
        entry.sequence = 1;
        entry.time = long_ago;
        changes.audit = {entry};
        ASSERT_TRUE(journal && journal->write(changes) && journal->prune({}, long_ago));
    }
    auto recorder = open();
    recorder->start();
    recorder->write(one_event("of today"));
    const auto end = Clock::now() + seconds(20);
    while (events().newest < 3 && Clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const auto page = events();
    ASSERT_EQ(page.events.size(), 3u);
    EXPECT_EQ(page.events[0].text, "of last year");
    EXPECT_EQ(page.events[1].text, "of today");
    EXPECT_EQ(page.events[2].kind, EventKind::engine);
    EXPECT_TRUE(page.events[2].text.starts_with("the clock is 401 days ahead of what the journal knows"))
        << page.events[2].text;
    EXPECT_EQ(recorder->status().doubt, page.events[2].text);
    EXPECT_EQ(recorder->status().trouble, "") << "it is written as ever";
    EXPECT_EQ(store::JournalReader::open(path())->audit(0, 10)->entries.size(), 1u);
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
    const auto page = events();
    ASSERT_EQ(page.events.size(), 2u);
    EXPECT_GT(page.events.front().sequence, 1'000'000u) << "numbers that the lost journal gave must not come again";
    EXPECT_EQ(page.events.front().kind, EventKind::engine);
    EXPECT_NE(page.events.front().text.find("begun anew"), std::string::npos);
    EXPECT_EQ(page.holes, (std::vector<store::EventHole>{{1, page.events.front().sequence - 1, true}}));
    EXPECT_EQ(put_aside().size(), 1u) << "nothing is thrown away";
}

TEST_F(RecorderTest, KilledBeforeTheDamagedOneIsPutAsideItIsFoundDamagedAgain) {
    folder_.file("journal.sqlite", std::string(8192, 'x'));
    folder_.file("journal.sqlite.making", "half of it");
    folder_.file("journal.sqlite.making-wal", "and the other half");
    folder_.file("journal.sqlite.new", "of a damage before this one");
    auto recorder = open();
    recorder->start();
    recorder->write(one_event("first"));
    ASSERT_TRUE(recorder->flush(seconds(20)));
    EXPECT_GT(events().events.back().sequence, 1'000'000u);
    EXPECT_EQ(put_aside().size(), 1u);
}

TEST_F(RecorderTest, KilledAfterwardsTheOneMadeBesideIsTaken) {
    {
        auto recorder = open();
        recorder->start();
        recorder->write(one_incident(7));
    }
    std::filesystem::rename(path(), path() + ".new");
    folder_.file("journal.sqlite.damaged-20261125T120000", "the old one");
    folder_.file("journal.sqlite-wal", "what belongs to the old one");
    auto recorder = open();
    EXPECT_NE(recorder->status().trouble.find("begun anew"), std::string::npos);
    EXPECT_EQ(recorder->beginning().last_incident, 7u);
    EXPECT_TRUE(recorder->beginning().hosts.contains("web01"));
    recorder->start();
    ASSERT_TRUE(recorder->flush(seconds(20)));
    ASSERT_EQ(events().events.size(), 2u);
    EXPECT_EQ(events().events.back().sequence, 2u) << "it goes on";
    EXPECT_FALSE(std::filesystem::exists(path() + ".new"));
    EXPECT_EQ(put_aside().size(), 2u) << "what belongs to the old one must not be read into the new one";
}

TEST_F(RecorderTest, WhereOnlyADamagedOneLiesNoNumberComesAgain) {
    folder_.file("journal.sqlite.damaged-20261125T120000", "the old one");
    folder_.file("journal.sqlite.making", "half of another");
    auto recorder = open();
    EXPECT_GT(recorder->status().sequence, 1'000'000u);
    EXPECT_GT(recorder->beginning().last_incident, 1'000'000u);
    recorder->start();
    recorder->number(store::KeptLog{"web01", {store::KeptLog::Record{}}});
    ASSERT_TRUE(recorder->flush(seconds(20)));
    EXPECT_GT(store::IndexReader::open(path())->logs({}, 1'000'000, 10)->at(0).newest, 1'000'000)
        << "of the log's records neither";
}

TEST_F(RecorderTest, OneMadeBesideThatIsNotNeededIsNotTakenLater) {
    open();
    folder_.file("journal.sqlite.new", "x");
    open();
    EXPECT_FALSE(std::filesystem::exists(path() + ".new"));
}

TEST_F(RecorderTest, TriesAgainToBeginAnew) {
    auto recorder = open();
    recorder->start();
    recorder->write(one_incident(7));
    ASSERT_TRUE(recorder->flush(seconds(20)));
    const auto in_the_way = folder_.file("journal.sqlite.making/file", "where the new one would be made");
    damage();
    recorder->write(one_event("held up"));
    while (recorder->status().trouble.empty()) std::this_thread::yield();
    EXPECT_NE(recorder->status().trouble.find("another cannot be begun yet"), std::string::npos)
        << recorder->status().trouble;
    EXPECT_TRUE(put_aside().empty()) << "the damaged one stays until there is another";
    EXPECT_TRUE(std::filesystem::exists(path()));
    std::filesystem::remove(in_the_way);
    ASSERT_TRUE(recorder->flush(seconds(30))) << recorder->status().trouble;
    recorder->stop();
    const auto page = events();
    ASSERT_EQ(page.events.size(), 2u);
    EXPECT_EQ(page.events[0].sequence, 2u);
    EXPECT_EQ(page.events[0].text, "held up");
    EXPECT_EQ(page.events[1].kind, EventKind::engine);
    EXPECT_NE(page.events[1].text.find(".damaged-"), std::string::npos) << page.events[1].text;
    EXPECT_FALSE(put_aside().empty());
}

/// Who reads the journal while it is begun anew goes on behind `newest`.
TEST_F(RecorderTest, BegunAnewItHasNotGivenTheNumbersOfWhatStillWaits) {
    auto recorder = open();
    for (int i = 0; i < 3000; ++i) recorder->write(one_event(std::to_string(i)));  // more than one commit takes
    damage();
    std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
    recorder->on_written = [&] {
        const auto page = events();
        told.emplace_back(page.newest, page.events.back().sequence);
    };
    recorder->start();
    ASSERT_TRUE(recorder->flush(seconds(30))) << recorder->status().trouble;
    recorder->stop();
    ASSERT_GE(told.size(), 2u);
    EXPECT_LT(told.front().first, 3000u);
    for (const auto& [newest, last] : told) EXPECT_EQ(newest, last);
    EXPECT_EQ(events().events.size(), 3001u) << "and that it was begun anew";
}

TEST_F(RecorderTest, BeginsAnewWhereTheJournalIsDamagedLater) {
    auto recorder = open();
    recorder->start();
    recorder->write(one_incident(7));
    ASSERT_TRUE(recorder->flush(seconds(20)));
    damage();
    for (int i = 0; i < 5; ++i) recorder->write(one_event(std::to_string(i)));
    ASSERT_TRUE(recorder->flush(seconds(30))) << recorder->status().trouble;
    recorder.reset();
    auto again = open();
    ASSERT_EQ(again->beginning().open_incidents.size(), 1u);
    EXPECT_EQ(again->beginning().open_incidents.front().incident.id, 7u);
    EXPECT_EQ(again->beginning().hosts.at("web01"), "memory");
    EXPECT_GE(events().newest, 6u);
}

TEST_F(RecorderTest, KnowsWhatHasClearedOfLate) {
    {
        auto recorder = open();
        recorder->start();
        for (const std::uint64_t id : {7, 8, 9}) {
            auto changes = one_incident(id);
            auto& cleared = changes.incidents.front().incident.cleared;
            if (id == 7) cleared = WallClock::now() - std::chrono::hours(5);
            if (id == 8) cleared = WallClock::now() - std::chrono::hours(1);
            recorder->write(std::move(changes));
        }
    }
    auto again = open();
    const auto& closed = again->beginning().closed_incidents;
    ASSERT_EQ(closed.size(), 1u);
    EXPECT_EQ(closed.front().incident.id, 8u);
    EXPECT_EQ(again->beginning().open_incidents.size(), 1u);
}

TEST_F(RecorderTest, WhatItHadToGiveUpIsAHoleThatReadersSee) {
    auto recorder = open();
    recorder->write(one_event("first"));
    recorder->write(one_event("second"));
    store::Changes many;
    many.events.assign(199'999, one_event("of many").events.front());
    recorder->write(std::move(many));
    EXPECT_EQ(recorder->status().lost, 1u);
    recorder->start();
    ASSERT_TRUE(recorder->flush(seconds(60)));
    const auto page = events();
    EXPECT_EQ(page.holes, (std::vector<store::EventHole>{{1, 1}}));
    EXPECT_EQ(page.events.front().text, "second");
    EXPECT_EQ(page.newest, 200'001u);
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
