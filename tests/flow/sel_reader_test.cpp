// Reading logs that wrap, repeat ids, are cleared meanwhile, lie about their length, and refuse whole records.
#include "model/sel_reader.hpp"

#include <gtest/gtest.h>

#include "model/sel_control.hpp"
#include "model/sel_log_reader.hpp"
#include "scripted_log.hpp"

namespace ipmi::test {
namespace {

using model::Cleared;
using model::SelCursor;
using model::SelReading;

class Reader {
public:
    explicit Reader(ScriptedLog& log) : channel([&log](const session::Command& command) { return log(command); }) {}

    Result<SelReading> read(std::optional<SelCursor> from = {}) {
        return run(model::read_sel(channel, std::move(from)));
    }
    Result<SelReading> newest(std::uint16_t count) { return run(model::read_newest(channel, count)); }
    Result<Cleared> clear(const SelReading& reading) { return run(model::clear_sel(channel, reading)); }
    [[nodiscard]] std::size_t entries_asked() const {
        return channel.count(NetFn::storage, storage::GetSelEntry::command);
    }
    ScriptedChannel channel;
};

SelReading read(ScriptedLog& log, std::optional<SelCursor> from = {}) {
    Reader reader(log);
    auto reading = reader.read(std::move(from));
    EXPECT_TRUE(reading) << reading.error().context;
    return reading ? *reading : SelReading();
}

TEST(SelReader, ReadsEveryRecordOnceWithOneRequestEach) {
    ScriptedLog log;
    log.fill(300);
    Reader reader(log);
    const auto reading = reader.read();
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->records, log.records);
    EXPECT_TRUE(reading->complete && reading->whole && reading->warnings.empty());
    EXPECT_EQ(reader.entries_asked(), 300u);
    ASSERT_TRUE(reading->cursor);
    EXPECT_EQ(reading->cursor->record_id, 300);
}

TEST(SelReader, ReadsAnEmptyLog) {
    ScriptedLog log;
    const auto reading = read(log);
    EXPECT_TRUE(reading.records.empty() && reading.complete && !reading.cursor);
    EXPECT_EQ(reading.info.entries, 0);
}

TEST(SelReader, TellsTheFillLevel) {
    ScriptedLog log;
    log.fill(125);  // 2000 bytes used, 1000 free
    EXPECT_NEAR(*read(log).info.used_percent, 66.7, 0.1);
}

TEST(SelReader, FollowsIdsThatJumpAndGoBack) {
    ScriptedLog log;
    for (const std::uint16_t id : std::initializer_list<std::uint16_t>{20, 40, 60, 65534, 1, 2, 3, 17, 5, 900, 4})
        log.add(id, 0x65000000u + id);
    EXPECT_EQ(read(log).records, log.records);
}

TEST(SelReader, ReadsAWrappedRing) {
    ScriptedLog log;
    log.fill(400, 65200);
    log.drop_oldest(100);  // 65300 … 65534, then from 1 on
    log.ids.clear();
    for (std::size_t i = 0; i < log.records.size(); ++i) {
        const auto id = static_cast<std::uint16_t>(i < 235 ? 65300 + i : i - 234);
        log.ids.push_back(id);
        log.records[i][0] = static_cast<std::uint8_t>(id);
        log.records[i][1] = static_cast<std::uint8_t>(id >> 8);
    }
    const auto reading = read(log);
    EXPECT_EQ(reading.records, log.records);
    EXPECT_TRUE(reading.complete);
}

TEST(SelReader, ReadsRecordsWhoseIdFieldsRepeat) {
    ScriptedLog log;
    log.fill(50);
    for (auto& record : log.records) record[0] = 7;  // the chain is right, the records all say 7
    EXPECT_EQ(read(log).records, log.records);
}

TEST(SelReader, EndsWhereTheChainLeadsBackIntoItself) {
    ScriptedLog log;
    log.fill(30);
    log.circle = true;
    const auto reading = read(log);
    EXPECT_EQ(reading.records, log.records);
    EXPECT_FALSE(reading.complete);
    ASSERT_EQ(reading.warnings.size(), 1u);
}

TEST(SelReader, EndsAnEndlessLog) {
    ScriptedLog log;
    log.fill(10);
    log.endless = true;
    const auto reading = read(log);
    EXPECT_FALSE(reading.complete);
    EXPECT_LT(reading.records.size(), 700u);
    EXPECT_EQ(reading.warnings.size(), 1u);
}

TEST(SelReader, DoesNotBelieveTheCount) {
    ScriptedLog log;
    log.fill(10);
    log.entries_too_many = 40;
    EXPECT_EQ(read(log).records, log.records);
    log.entries_too_many = static_cast<std::uint16_t>(-10);  // says 0
    EXPECT_EQ(read(log).records, log.records);
}

TEST(SelReader, ReadsInPiecesWhereWholeRecordsAreRefused) {
    for (const std::uint8_t code : Bytes{0xca, 0xc7, 0xc8, 0xc4, 0xff})
        for (const std::size_t limit : {16, 15, 8, 5, 4}) {
            ScriptedLog log;
            log.fill(20);
            log.largest_read = limit;
            log.refusal_code = code;
            EXPECT_EQ(read(log).records, log.records) << limit;
        }
}

TEST(SelReader, ReadsOnWhereAnswersAreShorterThanTheySay) {
    for (const std::size_t most : {15, 9, 3, 1}) {
        ScriptedLog log;
        log.fill(20);
        log.gives_at_most = most;
        EXPECT_EQ(read(log).records, log.records) << most;
    }
}

TEST(SelReader, EndsOnAnswersWithoutData) {
    ScriptedLog log;
    log.fill(20);
    log.gives_at_most = 0;
    Reader reader(log);
    EXPECT_EQ(reader.read().error().code, Errc::malformed);
}

TEST(SelReader, ReservesWhereTheBmcAsksForIt) {
    ScriptedLog log;
    log.fill(20);
    log.needs_reservation = true;
    EXPECT_EQ(read(log).records, log.records);
    log.lose_every = 7;
    EXPECT_EQ(read(log).records, log.records);
}

TEST(SelReader, StartsARecordAgainWhenTheReservationIsLost) {
    ScriptedLog log;
    log.fill(20);
    log.largest_read = 8;
    log.lose_every = 5;
    EXPECT_EQ(read(log).records, log.records);
    log.lose_every = 2;  // no record can ever be read in two pieces
    log.entries_asked = 0;
    Reader reader(log);
    const auto reading = reader.read();
    EXPECT_FALSE(reading && reading->complete);
    EXPECT_LT(reader.channel.sent.size(), 200u);
}

TEST(SelReader, LeavesOutARecordThatCannotBeRead) {
    ScriptedLog log;
    log.fill(20);
    log.unreadable = {11, 12};
    const auto reading = read(log);
    EXPECT_EQ(reading.records.size(), 18u);
    EXPECT_EQ(reading.records.back(), log.records.back());
    EXPECT_TRUE(reading.complete);
    EXPECT_EQ(reading.warnings.size(), 1u);
}

TEST(SelReader, KeepsWhatItHasWhenTheLastRecordCannotBeRead) {
    ScriptedLog log;
    log.fill(20);
    log.unreadable = {20};
    const auto reading = read(log);
    EXPECT_EQ(reading.records.size(), 19u);
    EXPECT_FALSE(reading.complete);
}

TEST(SelReader, KeepsWhatItHasWhenTheAnswersEndAndGoesOnFromThere) {
    ScriptedLog log;
    log.fill(200);
    log.silent_after = 90;
    const auto cut = read(log);
    EXPECT_FALSE(cut.complete);
    ASSERT_GT(cut.records.size(), 10u);
    log.silent_after.reset();
    auto records = cut.records;
    const auto rest = read(log, cut.cursor);
    EXPECT_FALSE(rest.whole);
    EXPECT_TRUE(rest.complete);
    records.insert(records.end(), rest.records.begin(), rest.records.end());
    EXPECT_EQ(records, log.records);
    EXPECT_EQ(rest.cursor->entries, 200);
}

TEST(SelCursorReading, TakesOnlyWhatCameAfter) {
    ScriptedLog log;
    log.fill(100);
    const auto first = read(log);
    log.fill(3, 101);
    Reader reader(log);
    const auto next = reader.read(first.cursor);
    ASSERT_TRUE(next);
    EXPECT_FALSE(next->whole);
    EXPECT_EQ(next->first_new, 0u);
    EXPECT_EQ(next->records, std::vector(log.records.end() - 3, log.records.end()));
    EXPECT_LE(reader.channel.sent.size(), 6u);
}

TEST(SelCursorReading, CostsTwoRequestsWhenNothingIsNew) {
    ScriptedLog log;
    log.fill(100);
    const auto first = read(log);
    Reader reader(log);
    const auto next = reader.read(first.cursor);
    ASSERT_TRUE(next);
    EXPECT_TRUE(next->records.empty() && !next->whole && next->complete);
    EXPECT_EQ(next->cursor, first.cursor);
    EXPECT_EQ(reader.channel.sent.size(), 2u);
}

TEST(SelCursorReading, SeesAClear) {
    ScriptedLog log;
    log.fill(100);
    const auto first = read(log);
    log.clear(0x60001000);
    log.fill(5);  // with the very same ids and bytes
    const auto next = read(log, first.cursor);
    EXPECT_TRUE(next.whole);
    EXPECT_EQ(next.first_new, 0u);
    EXPECT_EQ(next.records, log.records);
    log.clear(0x60002000);
    const auto empty = read(log, next.cursor);
    EXPECT_TRUE(empty.whole && empty.records.empty() && !empty.cursor);
}

TEST(SelCursorReading, SeesAClearWithoutAnEraseTime) {
    ScriptedLog log;
    log.last_erase = 0xffffffff;
    log.fill(100);
    const auto first = read(log);
    log.clear(0xffffffff);
    log.fill(120, 500);
    const auto next = read(log, first.cursor);
    EXPECT_TRUE(next.whole);
    EXPECT_EQ(next.first_new, 0u);
    EXPECT_EQ(next.records.size(), 120u);
}

TEST(SelCursorReading, RecognisesWhatItHasSeenAfterARenumbering) {
    ScriptedLog log;
    log.fill(100, 400);
    const auto first = read(log);
    log.fill(4, 500);
    for (std::size_t i = 0; i < log.records.size(); ++i) {  // new firmware counts from 1
        log.ids[i] = static_cast<std::uint16_t>(i + 1);
        log.records[i][0] = static_cast<std::uint8_t>(i + 1);
        log.records[i][1] = 0;
    }
    const auto next = read(log, first.cursor);
    EXPECT_TRUE(next.whole);
    EXPECT_EQ(next.first_new, 100u);
    EXPECT_EQ(next.records.size(), 104u);
}

TEST(SelCursorReading, TakesAllWhenTheRingHasOverwrittenTheCursor) {
    ScriptedLog log;
    log.fill(100);
    const auto first = read(log);
    log.fill(150, 101);
    log.drop_oldest(150);
    const auto next = read(log, first.cursor);
    EXPECT_TRUE(next.whole);
    EXPECT_EQ(next.first_new, 0u);
    EXPECT_EQ(next.records, log.records);
}

TEST(SelCursorReading, IsNotFooledByAClockThatWasSetBack) {
    ScriptedLog log;
    log.fill(100);
    const auto first = read(log);
    log.add(101, 5);  // since the start of the BMC
    log.add(102, 0x10000000);
    const auto next = read(log, first.cursor);
    EXPECT_FALSE(next.whole);
    EXPECT_EQ(next.records.size(), 2u);
}

TEST(SelCursorReading, IsNotFooledByAnIdThatIsUsedAgain) {
    ScriptedLog log;
    log.last_erase = 0xffffffff;
    log.fill(100);
    const auto first = read(log);
    log.clear(0xffffffff);
    log.fill(99);
    log.add(100, 0x6a000000);  // the cursor's id, another record
    const auto next = read(log, first.cursor);
    EXPECT_TRUE(next.whole);
    EXPECT_EQ(next.records, log.records);
}

TEST(SelCursorReading, SurvivesItsWayThroughAFile) {
    ScriptedLog log;
    log.fill(7);
    const auto cursor = *read(log).cursor;
    EXPECT_EQ(model::decode_cursor(model::encode_cursor(cursor)), cursor);
    auto bytes = model::encode_cursor(cursor);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(model::decode_cursor(ByteView(bytes).first(size)));
}

TEST(SelNewest, ReadsTheLastRecordsAlone) {
    ScriptedLog log;
    log.fill(300);
    Reader reader(log);
    const auto reading = reader.newest(10);
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->records, std::vector(log.records.end() - 10, log.records.end()));
    EXPECT_LE(reader.channel.sent.size(), 12u);
    EXPECT_TRUE(reading->complete && !reading->whole);
}

TEST(SelNewest, ReadsThemAlsoWhereIdsJump) {
    ScriptedLog log;
    for (std::uint16_t i = 0; i < 40; ++i) log.add(static_cast<std::uint16_t>(1000 - 7 * i), 0x65000000u + i);
    Reader reader(log);
    const auto reading = reader.newest(10);
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->records, std::vector(log.records.end() - 10, log.records.end()));
    ScriptedLog short_log;
    short_log.fill(3);
    Reader other(short_log);
    EXPECT_EQ(other.newest(10)->records, short_log.records);
}

TEST(SelClock, IsReadAndSetOnce) {
    using namespace std::chrono;
    ScriptedLog log;
    ScriptedChannel channel([&log](const session::Command& command) { return log(command); });
    EXPECT_EQ(run(model::read_sel_clock(channel)).value(), sys_seconds(seconds(0x65000000)));
    const sys_seconds now = sys_days(2026y / May / 1) + 10h;
    EXPECT_TRUE(run(model::set_sel_clock(channel, now)));
    EXPECT_EQ(run(model::read_sel_clock(channel)).value(), now);
    for (const std::uint32_t unset : {0u, 0x1234u, 0x20000000u, 0xffffffffu}) {
        log.clock = unset;
        EXPECT_FALSE(run(model::read_sel_clock(channel)).value());
    }
    EXPECT_EQ(run(model::set_sel_clock(channel, sys_seconds(seconds(-1)))).error().code, Errc::local);
    EXPECT_EQ(run(model::set_sel_clock(channel, sys_seconds(seconds(0x100000000)))).error().code, Errc::local);
}

/// A log kept from one run to the next, through its file.
class KeptLog {
public:
    explicit KeptLog(ScriptedLog& bmc) : channel([&bmc](const session::Command& command) { return bmc(command); }) {}
    SelReading update() {
        const auto before = model::decode_log(model::encode_log(log));
        EXPECT_EQ(before, log);
        channel.sent.clear();
        auto reading = run(model::update_log(channel, log));
        EXPECT_TRUE(reading) << reading.error().context;
        if (!reading) return {};
        EXPECT_EQ(reading->records, log.records);
        EXPECT_TRUE(reading->whole);
        return *reading;
    }
    ScriptedChannel channel;
    model::SelLog log{};
};

TEST(SelLog, ShowsAllAndReadsOnlyWhatIsNew) {
    ScriptedLog log;
    log.fill(200);
    KeptLog kept(log);
    EXPECT_EQ(kept.update().records, log.records);
    log.fill(2, 201);
    const auto next = kept.update();
    EXPECT_EQ(next.records, log.records);
    EXPECT_EQ(next.first_new, 200u);
    EXPECT_LE(kept.channel.sent.size(), 4u);
    EXPECT_EQ(kept.update().first_new, 202u);
    EXPECT_EQ(kept.channel.sent.size(), 2u);
}

TEST(SelLog, DropsWhatARingHasOverwritten) {
    ScriptedLog log;
    log.fill(200);
    KeptLog kept(log);
    kept.update();
    log.fill(5, 201);
    log.drop_oldest(5);
    const auto next = kept.update();
    EXPECT_EQ(next.records, log.records);
    EXPECT_EQ(next.first_new, 195u);
    EXPECT_LE(kept.channel.sent.size(), 8u);
}

TEST(SelLog, IsReadAnewWhenARecordWasDeleted) {
    ScriptedLog log;
    log.fill(200);
    KeptLog kept(log);
    kept.update();
    log.ids.erase(log.ids.begin() + 50);
    log.records.erase(log.records.begin() + 50);
    const auto next = kept.update();
    EXPECT_EQ(next.records, log.records);
    EXPECT_EQ(next.first_new, 199u);
}

TEST(SelLog, StartsAfreshAfterAClear) {
    ScriptedLog log;
    log.fill(200);
    KeptLog kept(log);
    kept.update();
    log.clear(0x61000000);
    EXPECT_TRUE(kept.update().records.empty());
    log.fill(3);
    EXPECT_EQ(kept.update().records, log.records);
}

TEST(SelLog, GoesOnWhereItWasCut) {
    ScriptedLog log;
    log.fill(200);
    log.silent_after = 120;
    KeptLog kept(log);
    EXPECT_FALSE(kept.update().complete);
    log.silent_after.reset();
    const auto next = kept.update();
    EXPECT_TRUE(next.complete);
    EXPECT_EQ(next.records, log.records);
    EXPECT_LT(kept.channel.sent.size(), 150u);
}

TEST(SelLog, RefusesADamagedFile) {
    ScriptedLog log;
    log.fill(3);
    KeptLog kept(log);
    kept.update();
    const auto bytes = model::encode_log(kept.log);
    for (std::size_t size = 1; size < bytes.size(); ++size)
        EXPECT_FALSE(model::decode_log(ByteView(bytes).first(size))) << size;
    EXPECT_EQ(model::decode_log({}), model::SelLog{});
}

TEST(SelClear, ClearsWhatWasReadAndWaits) {
    ScriptedLog log;
    log.fill(20);
    const auto reading = read(log);
    Reader reader(log);
    EXPECT_EQ(reader.clear(reading), Cleared::cleared);
    EXPECT_EQ(log.erasures, 1u);
    EXPECT_EQ(log.polls, 2u);
}

TEST(SelClear, LeavesALogThatWasNotReadCompletely) {
    ScriptedLog log;
    log.fill(20);
    auto reading = read(log);
    reading.complete = false;
    Reader reader(log);
    EXPECT_EQ(reader.clear(reading), Cleared::not_read_completely);
    EXPECT_TRUE(reader.channel.sent.empty());
}

TEST(SelClear, LeavesALogInWhichARecordCameInBeforeOrMeanwhile) {
    ScriptedLog log;
    log.fill(20);
    auto reading = read(log);
    log.fill(1, 21);
    Reader reader(log);
    EXPECT_EQ(reader.clear(reading), Cleared::records_came_in);
    reading = read(log);
    log.before_erase = [](ScriptedLog& at) { at.fill(1, 22); };
    EXPECT_EQ(reader.clear(reading), Cleared::records_came_in);
    EXPECT_EQ(log.erasures, 0u);
    EXPECT_EQ(log.records.size(), 22u);
}

TEST(SelClear, LeavesALogThatSomebodyElseCleared) {
    ScriptedLog log;
    log.fill(20);
    const auto reading = read(log);
    log.clear(0x60005000);
    log.fill(20);
    Reader reader(log);
    EXPECT_EQ(reader.clear(reading), Cleared::records_came_in);
    EXPECT_EQ(log.erasures, 0u);
}

TEST(SelClear, FindsOutWhatALostReplyMeant) {
    ScriptedLog log;
    log.fill(20);
    log.lose_erase_reply = true;
    const auto reading = read(log);
    Reader reader(log);
    EXPECT_EQ(reader.clear(reading), Cleared::cleared);
    EXPECT_EQ(log.erasures, 1u);
}

TEST(SelClear, WorksWithoutReservations) {
    ScriptedLog log;
    log.fill(20);
    log.reservations = false;
    const auto reading = read(log);
    Reader reader(log);
    EXPECT_EQ(reader.clear(reading), Cleared::cleared);
}

TEST(SelClear, DoesNotWaitForEver) {
    ScriptedLog log;
    log.fill(20);
    log.erasure_polls = 1000000;
    const auto reading = read(log);
    Reader reader(log);
    reader.channel.end = reader.channel.now() + std::chrono::seconds(10);
    const auto cleared = reader.clear(reading);
    ASSERT_FALSE(cleared);
    EXPECT_EQ(cleared.error().code, Errc::timeout);
    EXPECT_LT(reader.channel.sent.size(), 100u);
}

}  // namespace
}  // namespace ipmi::test
