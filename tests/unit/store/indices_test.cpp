#include "store/indices.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "store/journal.hpp"
#include "unit/inventory/scratch_folder.hpp"

namespace ipmi::store {
namespace {

using Source = KeptParts::Source;

std::shared_ptr<const PartList> list_of(std::vector<Part> parts) {
    auto list = std::make_shared<PartList>();
    std::string text;
    for (const auto& part : parts) text += part.key + part.label + part.parent + ";";
    list->fingerprint = std::hash<std::string>()(text);
    list->parts = std::move(parts);
    return list;
}

Part sensor(int number, std::string label = "Temp", std::string parent = {}) {
    return {Part::Kind::sensor, "32.0." + std::to_string(number), std::move(label), std::move(parent)};
}

KeptLog::Record record(unsigned number) {
    KeptLog::Record raw{};
    raw[0] = static_cast<std::uint8_t>(number);
    raw[1] = static_cast<std::uint8_t>(number >> 8);
    raw[2] = 2;
    return raw;
}

class IndicesTest : public testing::Test {
protected:
    IndicesTest() { again(); }
    /// As a restart does.
    void again() {
        journal_.reset();
        journal_.emplace(Journal::open(path()).value());
    }
    std::string path() const { return folder_.path() + "/journal.sqlite"; }
    void write(const std::string& host, std::vector<Part> parts, Source source = Source::sensors) {
        Changes changes;
        changes.parts.push_back({host, source, list_of(std::move(parts))});
        ASSERT_TRUE(journal_->write(changes));
    }
    void write_log(const std::string& host, std::vector<unsigned> records) {
        Changes changes;
        changes.logs.push_back({host, {}});
        for (const auto number : records) changes.logs[0].records.push_back(record(number));
        ASSERT_TRUE(journal_->write(changes));
    }
    std::vector<IndexRow> rows(std::int64_t since = 0) const {
        auto reader = IndexReader::open(path()).value();
        const auto newest = reader.generation().value();
        return reader.parts({since, highest_index}, newest, 1'000'000).value();
    }
    std::int64_t generation() const { return IndexReader::open(path()).value().generation().value(); }
    std::int64_t index_of(const std::string& host, const std::string& key) const {
        for (const auto& row : rows())
            if (row.host == host && row.key == key) return row.number;
        return 0;
    }
    std::vector<std::int64_t> sequences(const std::string& host) const {
        std::vector<std::int64_t> numbers;
        const auto known = IndexReader::open(path()).value().records(host).value();
        for (const auto& [sequence, raw] : known) numbers.push_back(sequence);
        return numbers;
    }
    ScratchFolder folder_;
    std::optional<Journal> journal_;
};

using Numbers = std::vector<std::int64_t>;

TEST_F(IndicesTest, GivesHostEntityAndSensorAnIndexEach) {
    write("web01", {{Part::Kind::entity, "3.1", "CPU 1", {}}, sensor(1, "CPU1 Temp", "3.1"), sensor(2, "Ambient")});
    const auto all = rows();
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all[0].kind, Part::Kind::host);
    EXPECT_EQ(all[0].host, "web01");
    EXPECT_EQ(all[0].parent, 0);
    EXPECT_EQ(all[1].kind, Part::Kind::entity);
    EXPECT_EQ(all[1].parent, all[0].number);
    EXPECT_EQ(all[2].parent, all[1].number);
    EXPECT_EQ(all[2].label, "CPU1 Temp");
    EXPECT_EQ(all[3].parent, all[0].number);
}

TEST_F(IndicesTest, TellsWhatHasChangedSince) {
    write("web01", {sensor(1), sensor(2)});
    const auto seen = generation();
    EXPECT_TRUE(rows(seen).empty());
    write("web01", {sensor(2), sensor(1)});  // another order is no change
    EXPECT_TRUE(rows(seen).empty());
    write("web01", {sensor(1, "Inlet"), sensor(2), sensor(3)});
    const auto news = rows(seen);
    ASSERT_EQ(news.size(), 2u);
    EXPECT_EQ(news[0].label, "Inlet");
    EXPECT_EQ(news[1].key, "32.0.3");
    EXPECT_GT(generation(), seen);
}

TEST_F(IndicesTest, AFruDoesNotRenameAnEntity) {
    write("web01", {{Part::Kind::entity, "10.1", "Power Supply 1", {}}});
    write("web01", {{Part::Kind::entity, "10.1", "PSU", {}}, {Part::Kind::fru, "3", "PSU1 FRU", "10.1"}}, Source::frus);
    const auto all = rows();
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[1].label, "Power Supply 1");
    EXPECT_EQ(all[2].parent, all[1].number);
}

TEST_F(IndicesTest, RecordsOfALogKeepTheirNumbersAndNewOnesGoOn) {
    write_log("web01", {1, 2, 3});
    EXPECT_EQ(sequences("web01"), (Numbers{1, 2, 3}));
    write_log("web01", {2, 3, 4});  // it has wrapped
    EXPECT_EQ(sequences("web01"), (Numbers{2, 3, 4}));
    write_log("web01", {2, 4});  // one was deleted
    EXPECT_EQ(sequences("web01"), (Numbers{2, 4}));
    write_log("web01", {});  // cleared
    write_log("web01", {1, 2});
    EXPECT_EQ(sequences("web01"), (Numbers{5, 6}));
    write_log("web02", {1});
    EXPECT_EQ(sequences("web02"), (Numbers{1}));
}

TEST_F(IndicesTest, OfALostJournalNoNumberIsGivenAgain) {
    ASSERT_TRUE(journal_->skip_indices(5000, 700));
    write("web01", {sensor(1)});
    write_log("web01", {9});
    EXPECT_EQ(index_of("web01", "web01"), 5001);
    EXPECT_EQ(sequences("web01"), (Numbers{701}));
    ASSERT_TRUE(journal_->skip_indices(100, 1));
    write("web02", {});
    EXPECT_GT(index_of("web02", "web02"), 5002);
}

TEST_F(IndicesTest, ABmcThatInventsSensorsUsesUpOnlyItsShare) {
    for (int round = 0; round < 40; ++round) {
        std::vector<Part> parts;
        for (int i = 0; i < 256; ++i) parts.push_back(sensor(round * 256 + i));
        write("web01", parts);
    }
    EXPECT_EQ(rows().size(), 8192u + 1);
}

/// Whatever order a BMC lists its sensors in, whatever comes, goes and returns, and however often the engine starts:
/// each (host, key) has one number, and no number has ever stood for anything else.
TEST_F(IndicesTest, ANumberOnceToldStaysTrue) {
    const auto seed = std::random_device()();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto below = [&random](unsigned limit) { return static_cast<unsigned>(random() % limit); };
    std::map<std::pair<std::string, std::string>, std::int64_t> told;
    std::map<std::int64_t, std::pair<std::string, std::string>> meant;
    std::map<std::string, std::vector<unsigned>> logs;
    std::map<std::pair<std::string, unsigned>, std::int64_t> told_records;
    std::map<std::string, std::int64_t> newest;
    unsigned next_record = 1;
    for (int step = 0; step < 300; ++step) {
        const auto host = "web" + std::to_string(below(4));
        std::vector<Part> parts;
        for (int i = 0; i < 12; ++i)
            if (below(4) != 0) parts.push_back(sensor(i, "label " + std::to_string(below(3))));
        std::shuffle(parts.begin(), parts.end(), random);
        write(host, parts);
        auto& log = logs[host];
        if (below(10) == 0) log.clear();
        if (!log.empty() && below(3) == 0) log.erase(log.begin());
        if (log.size() > 1 && below(5) == 0) log.erase(log.begin() + below(static_cast<unsigned>(log.size())));
        for (auto i = below(4); i > 0; --i) log.push_back(next_record++);
        write_log(host, log);
        if (below(10) == 0) again();
        for (const auto& row : rows()) {
            const std::pair key(row.host, row.key);
            EXPECT_EQ(told.try_emplace(key, row.number).first->second, row.number);
            EXPECT_EQ(meant.try_emplace(row.number, key).first->second, key);
        }
        const auto numbers = sequences(host);
        ASSERT_EQ(numbers.size(), log.size());
        EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
        for (std::size_t i = 0; i < log.size(); ++i) {
            const auto [at, is_new] = told_records.try_emplace({host, log[i]}, numbers[i]);
            EXPECT_EQ(at->second, numbers[i]);
            if (!is_new) continue;
            EXPECT_GT(numbers[i], newest[host]);
            newest[host] = numbers[i];
        }
    }
}

TEST_F(IndicesTest, AHostThatIsGoneIsForgottenAfterAMonthAndItsNumbersAreNotGivenAgain) {
    const auto now = std::chrono::system_clock::now();
    const auto there = [this](std::vector<std::string> hosts) {
        Changes changes;
        changes.inventory = KeptInventory{std::move(hosts)};
        ASSERT_TRUE(journal_->write(changes));
    };
    const auto prune = [&](std::chrono::days later) {
        for (int i = 0; i < 5; ++i) ASSERT_TRUE(journal_->prune({}, now + later));
    };
    write("web01", {sensor(1)});
    write("web02", {sensor(1), sensor(2)});
    write_log("web02", {1, 2});
    Changes history;
    Event event;
    event.sequence = 1;
    event.time = now + std::chrono::hours(1);
    event.host = "web02";
    history.events.push_back(event);
    history.hosts.push_back({"web02", "memory"});
    history.blocks.push_back({"web02", {1, 2, 3}});
    ASSERT_TRUE(journal_->write(history));
    const auto before = rows();

    there({"web01"});
    there({"web01"});  // since the first time
    prune(std::chrono::days(29));
    EXPECT_EQ(rows().size(), before.size());
    there({"web01", "web02"});  // back in time
    prune(std::chrono::days(40));
    EXPECT_EQ(rows().size(), before.size());
    EXPECT_EQ(sequences("web02"), (Numbers{1, 2}));

    there({"web01"});
    prune(std::chrono::days(31));
    EXPECT_EQ(rows().size(), 2u);
    EXPECT_EQ(index_of("web02", "web02"), 0);
    EXPECT_TRUE(sequences("web02").empty());
    EXPECT_TRUE(journal_->hosts()->empty());
    EXPECT_TRUE(journal_->blocks()->empty());
    EXPECT_TRUE(JournalReader::open(path())->events(0, 10)->events.empty());
    again();
    there({"web01", "web02"});
    write("web02", {sensor(1)});
    EXPECT_GT(index_of("web02", "web02"), before.back().number);
}

TEST_F(IndicesTest, AJournalOfTheFirstFormIsBroughtForward) {
    const auto old = folder_.path() + "/old.sqlite";
    {
        auto first = Database::open(old, Database::Mode::write).value();
        ASSERT_TRUE(
            first.run("CREATE TABLE event (sequence INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, "
                      "host TEXT NOT NULL, kind INTEGER NOT NULL, severity INTEGER NOT NULL, text TEXT NOT "
                      "NULL, sensor TEXT NOT NULL, incident INTEGER NOT NULL);"
                      "CREATE TABLE incident (id INTEGER PRIMARY KEY AUTOINCREMENT, host TEXT NOT NULL, key "
                      "TEXT NOT NULL, severity INTEGER NOT NULL, text TEXT NOT NULL, sources TEXT NOT NULL, "
                      "raised INTEGER NOT NULL, updated INTEGER NOT NULL, cleared INTEGER, cleared_by TEXT NOT "
                      "NULL, ack_who TEXT NOT NULL, ack_note TEXT NOT NULL, ack_when INTEGER, ack_until "
                      "INTEGER, memory TEXT NOT NULL);"
                      "CREATE TABLE host (name TEXT PRIMARY KEY, memory TEXT NOT NULL) WITHOUT ROWID;"
                      "INSERT INTO host VALUES ('web01', '{\"silent\":true}'); PRAGMA user_version = 1;"));
    }
    auto journal = Journal::open(old);
    ASSERT_TRUE(journal) << journal.error().context;
    EXPECT_EQ(journal->hosts()->at("web01"), "{\"silent\":true}");
    Changes changes;
    changes.parts.push_back({"web01", Source::sensors, list_of({sensor(1)})});
    EXPECT_TRUE(journal->write(changes));
    EXPECT_TRUE(std::filesystem::exists(old + "-before-3"));
}

}  // namespace
}  // namespace ipmi::store
