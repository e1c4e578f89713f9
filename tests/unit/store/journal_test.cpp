#include "store/journal.hpp"

#include <gtest/gtest.h>

#include "unit/inventory/scratch_folder.hpp"

namespace ipmi::store {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using Stamp = std::chrono::system_clock::time_point;

const Stamp noon{hours(24 * 365 * 57) + milliseconds(250)};

Event event(std::uint64_t sequence, const std::string& host = "web01", Stamp time = noon) {
    Event event;
    event.sequence = sequence;
    event.time = time;
    event.host = host;
    event.kind = EventKind::sensor;
    event.severity = Severity::critical;
    event.text = "CPU1 Temp 98 C";
    event.sensor = "32.0.5";
    event.incident = 3;
    return event;
}

KeptIncident incident(std::uint64_t id) {
    KeptIncident kept;
    auto& incident = kept.incident;
    incident.id = id;
    incident.host = "web01";
    incident.key = "32.0.5";
    incident.severity = Severity::warning;
    incident.text = "it's \"hot\"";
    incident.sources = {"sensor", "sel"};
    incident.raised = noon;
    incident.updated = noon + hours(1);
    incident.acknowledged = IncidentAcknowledgement{"alice", "seen", noon + hours(2), noon + hours(3)};
    kept.memory = "{}";
    return kept;
}

class JournalTest : public testing::Test {
protected:
    Journal open() {
        auto journal = Journal::open(path_);
        EXPECT_TRUE(journal) << journal.error().context;
        return std::move(*journal);
    }
    JournalReader reader() {
        auto reader = JournalReader::open(path_);
        EXPECT_TRUE(reader) << reader.error().context;
        return std::move(*reader);
    }
    static Changes of(std::vector<Event> events) {
        Changes changes;
        changes.events = std::move(events);
        return changes;
    }
    ScratchFolder folder_;
    std::string path_ = folder_.path() + "/journal.sqlite";
};

TEST_F(JournalTest, KeepsWhatItWasGiven) {
    Changes changes;
    changes.events = {event(1), event(2, "db1")};
    changes.incidents = {incident(7)};
    changes.hosts = {{"web01", "memory"}};
    ASSERT_TRUE(open().write(changes));
    auto journal = open();
    EXPECT_EQ(journal.last_sequence(), 2u);
    EXPECT_EQ(journal.last_incident(), 7u);
    EXPECT_EQ(journal.hosts()->at("web01"), "memory");
    const auto kept = journal.open_incidents();
    ASSERT_TRUE(kept && kept->size() == 1);
    EXPECT_EQ(kept->front().incident, incident(7).incident);
    EXPECT_EQ(kept->front().memory, "{}");
    const auto page = reader().events(0, 10);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->events, changes.events);
    EXPECT_EQ(page->oldest, 1u);
    EXPECT_EQ(page->newest, 2u);
    EXPECT_EQ(reader().incident(7)->value(), incident(7).incident);
    EXPECT_FALSE(reader().incident(8)->has_value());
}

TEST_F(JournalTest, ReadsOnFromASequenceAndOfSomeHosts) {
    std::vector<Event> events;
    for (std::uint64_t i = 1; i <= 20; ++i) events.push_back(event(i, i % 2 == 0 ? "even" : "odd"));
    auto journal = open();
    ASSERT_TRUE(journal.write(of(events)));
    const std::set<std::string> even{"even"};
    const auto page = reader().events(5, 3, &even);
    ASSERT_TRUE(page);
    ASSERT_EQ(page->events.size(), 3u);
    EXPECT_EQ(page->events.front().sequence, 6u);
    EXPECT_EQ(page->events.back().sequence, 10u);
    EXPECT_TRUE(reader().events(20, 3)->events.empty());
}

TEST_F(JournalTest, TellsWhichNumbersHaveNoEvents) {
    auto journal = open();
    ASSERT_TRUE(journal.write(of({event(3), event(4, "db1"), event(7), event(8)})));
    using Holes = std::vector<EventHole>;
    EXPECT_EQ(reader().events(0, 10)->holes, (Holes{{1, 2}, {5, 6}}));
    EXPECT_EQ(reader().events(4, 10)->holes, (Holes{{5, 6}}));
    EXPECT_EQ(reader().events(5, 1)->holes, (Holes{{6, 6}})) << "not behind the limit";
    EXPECT_EQ(reader().events(8, 10)->holes, Holes{});
    const std::set<std::string> db{"db1"};
    EXPECT_EQ(reader().events(2, 10, &db)->holes, (Holes{{5, 6}})) << "events of other hosts are not missing";
    EXPECT_EQ(reader().events(0, 10)->lost, 0u);
}

TEST_F(JournalTest, BeginsAtItsOldestWhereTheNumberIsOfAnotherJournal) {
    ASSERT_TRUE(open().write(of({event(1), event(2)})));
    EXPECT_EQ(reader().events(~std::uint64_t{0}, 3)->events.size(), 2u) << "though SQLite has no such number";
    auto page = reader().events(100'000, 1);
    ASSERT_TRUE(page && page->events.size() == 1u);
    EXPECT_TRUE(page->reset);
    EXPECT_EQ(page->events.front().sequence, 1u);
    EXPECT_EQ(page->reached, 1u);
    EXPECT_TRUE(page->more);
    EXPECT_FALSE(reader().events(2, 1)->reset) << "who has all of it waits";
    EXPECT_TRUE(reader().events(2, 1)->events.empty());
}

TEST_F(JournalTest, TellsWhatWasLostWithAJournalBeforeIt) {
    auto journal = open();
    ASSERT_TRUE(journal.skip_numbers(10, 0));
    using Holes = std::vector<EventHole>;
    EXPECT_EQ(reader().events(3, 10)->holes, (Holes{{4, 10, true}})) << "also where nothing came after";
    ASSERT_TRUE(journal.write(of({event(14)})));
    EXPECT_EQ(reader().events(0, 10)->lost, 10u);
    EXPECT_EQ(reader().events(0, 10)->holes, (Holes{{1, 10, true}, {11, 13}}));
    EXPECT_EQ(reader().events(9, 10)->holes, (Holes{{10, 10, true}, {11, 13}}));
    EXPECT_EQ(reader().events(10, 10)->holes, (Holes{{11, 13}}));
    ASSERT_TRUE(open().write(of({event(15)})));
    EXPECT_EQ(reader().events(13, 10)->holes, Holes{});
    EXPECT_EQ(reader().events(0, 10)->lost, 10u) << "for good";
}

TEST_F(JournalTest, SaysHowFarItHasLooked) {
    auto journal = open();
    std::vector<Event> events;
    for (std::uint64_t i = 1; i <= 10; ++i) events.push_back(event(i, i == 9 ? "db1" : "web01"));
    ASSERT_TRUE(journal.write(of(events)));
    const auto looked = [this](std::uint64_t after, std::size_t limit, const std::set<std::string>* hosts = nullptr,
                               std::size_t rows = 100) {
        const auto all = [](const Event&) { return true; };
        const auto page = *reader().events(after, limit, hosts, all, rows);
        return std::tuple(page.events.size(), page.reached, page.more);
    };
    EXPECT_EQ(looked(0, 4), std::tuple(4u, 4u, true));
    EXPECT_EQ(looked(4, 6), std::tuple(6u, 10u, false)) << "full, and the end";
    EXPECT_EQ(looked(4, 7), std::tuple(6u, 10u, false));
    EXPECT_EQ(looked(10, 7), std::tuple(0u, 10u, false));
    const std::set<std::string> db{"db1"};
    EXPECT_EQ(looked(0, 5, &db, 4), std::tuple(0u, 4u, true));
    EXPECT_EQ(looked(4, 5, &db, 4), std::tuple(0u, 8u, true));
    EXPECT_EQ(looked(8, 5, &db, 4), std::tuple(1u, 10u, false));
}

TEST_F(JournalTest, WritesAllOrNothing) {
    auto journal = open();
    ASSERT_TRUE(journal.write(of({event(1)})));
    auto twice = of({event(2), event(1)});  // a number that is there already
    twice.hosts = {{"web01", "new"}};
    EXPECT_FALSE(journal.write(twice));
    EXPECT_EQ(reader().events(0, 10)->events.size(), 1u);
    EXPECT_TRUE(journal.hosts()->empty());
    EXPECT_TRUE(journal.write(of({event(2)}))) << "a failed writing must not stand in the way of the next";
}

TEST_F(JournalTest, ClearedIncidentsAreNotOpenAndAreDroppedWhenOld) {
    auto journal = open();
    auto done = incident(1);
    done.incident.cleared = noon;
    done.incident.cleared_by = "sensor";
    Changes changes;
    changes.incidents = {done, incident(2)};
    ASSERT_TRUE(journal.write(changes));
    EXPECT_EQ(journal.open_incidents()->size(), 1u);
    EXPECT_EQ(reader().incidents(false, 10)->size(), 2u);
    EXPECT_EQ(reader().incidents(true, 10)->front().id, 2u);
    ASSERT_TRUE(journal.prune({}, noon + std::chrono::days(401)));
    EXPECT_EQ(reader().incidents(false, 10)->size(), 1u) << "an open one is never dropped";
}

TEST_F(JournalTest, TellsIncidentsBeforeANumber) {
    auto journal = open();
    Changes changes;
    for (std::uint64_t id = 1; id <= 5; ++id) changes.incidents.push_back(incident(id));
    ASSERT_TRUE(journal.write(changes));
    const auto page = *reader().incidents(true, 2, 4);
    ASSERT_EQ(page.size(), 2u);
    EXPECT_EQ(page[0].id, 3u);
    EXPECT_EQ(page[1].id, 2u);
    EXPECT_TRUE(reader().incidents(false, 2, 0)->empty());
    EXPECT_EQ(reader().incidents(false, 10)->size(), 5u);
}

TEST_F(JournalTest, DropsFromTheOldEndByAgeAndNumberAndNeverGivesANumberTwice) {
    auto journal = open();
    // The third was written while the clock was wrong: it is as old as its neighbours.
    ASSERT_TRUE(journal.write(of({event(1), event(2), event(3, "web01", noon + hours(1)), event(4), event(5)})));
    Retention by_number;
    by_number.most_events = 2;
    ASSERT_TRUE(journal.prune(by_number, noon));
    auto page = reader().events(0, 10);
    EXPECT_EQ(page->oldest, 4u);
    EXPECT_EQ(page->events.size(), 2u);
    ASSERT_TRUE(journal.prune({}, noon + std::chrono::days(91)));
    page = reader().events(0, 10);
    EXPECT_TRUE(page->events.empty());
    EXPECT_EQ(page->newest, 5u);
    EXPECT_EQ(page->oldest, 6u);
    EXPECT_EQ(open().last_sequence(), 5u);
}

TEST_F(JournalTest, NumbersCanBeSkipped) {
    {
        auto journal = open();
        ASSERT_TRUE(journal.skip_numbers(1000, 50));
        ASSERT_TRUE(journal.skip_numbers(10, 5)) << "never back";
    }
    EXPECT_EQ(open().last_sequence(), 1000u);
    EXPECT_EQ(open().last_incident(), 50u);
}

TEST_F(JournalTest, RefusesThatOfANewerProgram) {
    {
        auto database = Database::open(path_, Database::Mode::write);
        ASSERT_TRUE(database && database->run("PRAGMA user_version = 99"));
    }
    const auto journal = Journal::open(path_);
    ASSERT_FALSE(journal);
    EXPECT_NE(journal.error().context.find("newer program"), std::string::npos) << journal.error().context;
    EXPECT_FALSE(is_damaged(journal.error()));
}

TEST_F(JournalTest, KnowsADamagedFile) {
    folder_.file("journal.sqlite", std::string(8192, 'x'));
    const auto journal = Journal::open(path_);
    ASSERT_FALSE(journal);
    EXPECT_TRUE(is_damaged(journal.error())) << journal.error().context;
}

TEST_F(JournalTest, SaysWhereItCannotBe) {
    const auto journal = Journal::open(folder_.path() + "/nowhere/journal.sqlite");
    ASSERT_FALSE(journal);
    EXPECT_EQ(journal.error().code, Errc::local);
    EXPECT_FALSE(is_damaged(journal.error()));
}

AuditEntry entry(std::uint64_t sequence, AuditStage stage, std::uint64_t asked = 0) {
    AuditEntry entry;
    entry.sequence = sequence;
    entry.time = noon + hours(sequence);
    entry.who = "alice";
    entry.on_behalf_of = "bob";
    entry.from = "uid 1000, pid 7";
    entry.host = "web01";
    entry.action = "power off";
    entry.stage = stage;
    entry.result = "it's done";
    entry.asked = asked;
    return entry;
}

TEST_F(JournalTest, KeepsAnAuditThatNobodyChanges) {
    auto journal = open();
    Changes changes;
    changes.audit = {entry(1, AuditStage::asked), entry(2, AuditStage::asked), entry(3, AuditStage::done, 1),
                     entry(4, AuditStage::refused)};
    ASSERT_TRUE(journal.write(changes));
    EXPECT_EQ(journal.last_audit(), 4u);
    const auto unfinished = journal.unfinished();
    ASSERT_TRUE(unfinished && unfinished->size() == 1u);
    EXPECT_EQ(unfinished->front(), entry(2, AuditStage::asked));
    const auto all = reader().audit(0, 10);
    ASSERT_TRUE(all);
    EXPECT_EQ(all->entries, changes.audit);
    EXPECT_FALSE(all->more);
    const auto done = [](const AuditEntry& one) { return one.stage == AuditStage::done; };
    const auto some = reader().audit(1, 1, done);
    ASSERT_TRUE(some && some->entries.size() == 1u);
    EXPECT_EQ(some->entries.front().sequence, 3u);
    EXPECT_TRUE(some->more);
    const auto step = reader().audit(0, 10, done, 2);
    ASSERT_TRUE(step && step->entries.empty()) << "it looks at no more than it was told";
    EXPECT_EQ(step->reached, 2u);
    EXPECT_TRUE(step->more);
    auto database = Database::open(path_, Database::Mode::write);
    ASSERT_TRUE(database);
    EXPECT_FALSE(database->run("UPDATE audit SET who = 'mallory'"));
}

TEST_F(JournalTest, DropsOfTheAuditOnlyWhatIsOlderThanItsOwnRetention) {
    auto journal = open();
    Changes changes;
    for (std::uint64_t i = 1; i <= 48; ++i) changes.audit.push_back(entry(i, AuditStage::done));
    ASSERT_TRUE(journal.write(changes));
    Retention retention;
    retention.events = std::chrono::days(0);
    retention.most_events = 1;
    retention.audit = std::chrono::days(1);
    ASSERT_TRUE(journal.prune(retention, noon + hours(48)));
    const auto left = reader().audit(0, 100);
    ASSERT_TRUE(left && !left->entries.empty());
    EXPECT_EQ(left->entries.front().sequence, 24u) << "a day old, to the hour";
    EXPECT_EQ(journal.last_audit(), 48u);
}

TEST_F(JournalTest, WithoutAClockNothingIsDroppedForItsAge) {
    auto journal = open();
    EXPECT_EQ(*journal.clock_believed(), std::nullopt);
    Changes changes = of({event(1), event(2), event(3)});
    changes.audit = {entry(5, AuditStage::done)};
    changes.incidents = {incident(1)};
    changes.incidents.front().incident.cleared = noon - std::chrono::days(4000);
    ASSERT_TRUE(journal.write(changes));
    EXPECT_EQ(*journal.clock_believed(), noon + hours(5)) << "whoever wrote that believed it";
    Retention by_number;
    by_number.most_events = 2;
    ASSERT_TRUE(journal.prune(by_number, std::nullopt));
    EXPECT_EQ(reader().events(0, 10)->events.size(), 2u) << "too many are too many";
    EXPECT_EQ(reader().incidents(false, 10)->size(), 1u);
    ASSERT_TRUE(journal.prune({}, noon + hours(1)));
    EXPECT_EQ(*journal.clock_believed(), noon + hours(1));
    EXPECT_EQ(*open().clock_believed(), noon + hours(1));
    EXPECT_EQ(reader().incidents(false, 10)->size(), 0u);
}

}  // namespace
}  // namespace ipmi::store
