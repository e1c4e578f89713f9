#include "engine/host_tracker.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ipmi::engine {
namespace {

using std::chrono::seconds;

class HostTrackerTest : public testing::Test {
protected:
    HostTrackerTest() {
        auto table = std::make_shared<SensorTable>();
        Sensor cpu;
        cpu.key = {0x20, 0, 5};
        cpu.name = cpu.label = "CPU1 Temp";
        cpu.event_reading_type = 1;
        cpu.unit = "C";
        cpu.thresholds[ThresholdKind::upper_critical] = 95;
        cpu.conversion.format = Conversion::Format::unsigned_;
        table->sensors.push_back(cpu);
        Sensor memory;
        memory.key = {0x20, 0, 9};
        memory.name = memory.label = "Memory";
        memory.event_reading_type = 0x6f;
        memory.event_only = true;
        table->sensors.push_back(memory);
        table_ = table;
        start();
        read(60);
    }

    /// The engine starts, or starts again after it was killed: only what was written is known.
    void start() {
        std::vector<store::KeptIncident> open;
        std::uint64_t last = 0;
        for (const auto& [id, kept] : incidents_) {
            if (!kept.incident.cleared) open.push_back(kept);
            last = id;
        }
        tracker_.reset();
        book_ = std::make_unique<IncidentBook>(open, last);
        tracker_ = std::make_unique<HostTracker>("web01", memory_, *book_);
    }

    /// One round; what it has told.
    std::vector<Event> round(Observation seen) {
        now_ += seconds(60);
        seen.now = now_;
        seen.clock = Time{} + now_.time_since_epoch();
        const auto changes = tracker_->observe(seen);
        for (const auto& kept : changes.incidents) incidents_[kept.incident.id] = kept;
        for (const auto& host : changes.hosts) memory_ = host.memory;
        return changes.events;
    }
    std::vector<Event> read(double value, Reason reason = Reason::none) {
        report_ = {};
        report_.table = table_;
        Reading reading;
        reading.sensor = 0;
        reading.reason = reason;
        if (reason == Reason::none) reading.value = value;
        reading.severity = value >= 95 ? Severity::critical : Severity::ok;
        if (value >= 95) reading.crossed = ThresholdKind::upper_critical;
        report_.readings.push_back(reading);
        Observation seen;
        seen.sensors = &report_;
        return round(seen);
    }
    std::vector<Event> log(bool complete = true) {
        SelReport report;
        report.records = records_;
        report.complete = complete;
        Observation seen;
        seen.sel = &report;
        return round(seen);
    }
    /// Upper critical, going high (type 01h, offset 9), of the CPU; or a memory event.
    SelRecord& add(SensorKey sensor, std::uint8_t type, std::uint8_t offset, bool asserted = true) {
        SelRecord record;
        record.id = static_cast<std::uint16_t>(records_.size() + 1);
        record.raw[0] = static_cast<std::uint8_t>(record.id);
        record.raw[2] = 2;
        record.raw[12] = static_cast<std::uint8_t>(type | (asserted ? 0 : 0x80));
        record.raw[13] = offset;
        record.sensor = sensor;
        record.sensor_name = "S";
        record.event = "event";
        record.asserted = asserted;
        record.severity = Severity::critical;
        return records_.emplace_back(record);
    }
    /// The newest record ends that one.
    void pair(std::size_t index) { records_.at(index).cleared_by = records_.back().id; }

    unsigned open() const {
        return static_cast<unsigned>(std::count_if(incidents_.begin(), incidents_.end(),
                                                   [](const auto& entry) { return !entry.second.incident.cleared; }));
    }

    const SensorKey cpu_{0x20, 0, 5};
    const SensorKey memory_sensor_{0x20, 0, 9};
    std::shared_ptr<const SensorTable> table_;
    SensorReport report_;
    std::vector<SelRecord> records_;
    std::map<std::uint64_t, store::KeptIncident> incidents_;
    std::string memory_;
    std::unique_ptr<IncidentBook> book_;
    std::unique_ptr<HostTracker> tracker_;
    WallTime now_ = WallTime(std::chrono::hours(24 * 365 * 57));
};

TEST_F(HostTrackerTest, TellsOnceWhenASensorIsBadAndOnceWhenItIsWell) {
    EXPECT_TRUE(read(60).empty());
    EXPECT_TRUE(read(98).empty());
    EXPECT_TRUE(tracker_->wants_second_look());
    const auto raised = read(98);
    ASSERT_EQ(raised.size(), 2u);
    EXPECT_EQ(raised[0].text, "raised: CPU1 Temp 98 C > 95 (upper critical)");
    EXPECT_EQ(raised[1].kind, EventKind::sensor);
    EXPECT_EQ(raised[1].sensor, "32.0.5");
    EXPECT_EQ(raised[1].incident, raised[0].incident);
    EXPECT_TRUE(read(99).empty());
    EXPECT_TRUE(read(60).empty());
    const auto cleared = read(61);
    ASSERT_EQ(cleared.size(), 2u);
    EXPECT_EQ(cleared[1].severity, Severity::ok);
    EXPECT_EQ(open(), 0u);
}

TEST_F(HostTrackerTest, AnIncidentLivesThroughARestart) {
    read(98);
    read(98);
    ASSERT_EQ(open(), 1u);
    start();
    EXPECT_TRUE(read(98).empty()) << "it was told";
    EXPECT_EQ(open(), 1u);
    start();
    read(60);
    read(60);
    EXPECT_EQ(open(), 0u) << "it ended while nobody looked";
}

TEST_F(HostTrackerTest, WhatIsStillWrongWhenAHostComesBackIsNews) {
    log();
    add(memory_sensor_, 0x6f, 1);
    log();
    read(98);
    read(98);
    ASSERT_EQ(open(), 2u);
    store::Changes changes;
    book_->end_host("web01", "inventory", now_, changes);
    for (const auto& kept : changes.incidents) incidents_[kept.incident.id] = kept;
    memory_ = to_text(without_troubles(parse_memory(memory_)));
    ASSERT_EQ(open(), 0u);
    start();
    read(98);
    read(98);
    log();
    EXPECT_EQ(open(), 2u);
    EXPECT_EQ(incidents_.size(), 4u);
    start();
    read(98);
    log();
    EXPECT_EQ(incidents_.size(), 4u) << "told once";
}

TEST_F(HostTrackerTest, ASensorThatIsNoMoreIsNobodysTrouble) {
    read(98);
    read(98);
    ASSERT_EQ(open(), 1u);
    auto without = std::make_shared<SensorTable>(*table_);
    without->sensors.erase(without->sensors.begin());
    without->record_count = 1;
    without->records_expected = 2;
    SensorReport report;
    report.table = without;
    Observation seen;
    seen.sensors = &report;
    round(seen);
    EXPECT_EQ(open(), 1u) << "a description that was read in part";
    without = std::make_shared<SensorTable>(*without);
    without->records_expected = 1;
    report.table = without;
    round(seen);
    EXPECT_EQ(open(), 0u);
    read(98);
    read(98);
    EXPECT_EQ(open(), 1u) << "it is there again";
}

TEST_F(HostTrackerTest, ASecondLookIsNotAskedForForEver) {
    read(98);
    ASSERT_TRUE(tracker_->wants_second_look());
    read(0, Reason::not_responding);
    EXPECT_FALSE(tracker_->wants_second_look());
    read(98);
    EXPECT_EQ(open(), 0u) << "one after the other, but not in a row";
    read(98);
    EXPECT_EQ(open(), 1u);
}

TEST_F(HostTrackerTest, ALogWithoutNamesEndsNothing) {
    log();
    add(cpu_, 1, 9);
    log();
    ASSERT_EQ(open(), 1u);
    start();
    for (int i = 0; i < 4; ++i) log();
    EXPECT_EQ(open(), 1u);
    read(60, Reason::not_responding);
    log();
    EXPECT_EQ(open(), 1u);
    EXPECT_EQ(incidents_.size(), 1u);
}

TEST_F(HostTrackerTest, ALogThatIsReadSeldomMayTellLater) {
    for (const auto period : {std::chrono::minutes(2), std::chrono::minutes(1)}) {
        SCOPED_TRACE(period.count());
        const auto before = incidents_.size();
        tracker_->log_is_read_every(period);
        log();
        read(98);
        read(98);
        read(60);
        read(60);
        ASSERT_EQ(open(), 0u);
        read(60);
        add(cpu_, 1, 9);
        log();
        EXPECT_EQ(incidents_.size(), before + (period == std::chrono::minutes(2) ? 1 : 2));
        add(cpu_, 1, 9, false);
        pair(records_.size() - 2);
        log();
    }
}

TEST_F(HostTrackerTest, HostOffIsNoFault) {
    read(98);
    read(98);
    read(0, Reason::host_off);
    read(0, Reason::host_off);
    EXPECT_EQ(open(), 0u);
}

class OfAFan : public HostTrackerTest {
protected:
    OfAFan() {
        auto table = std::make_shared<SensorTable>(*table_);
        table->sensors[0].type = fan_;
        table_ = table;
        start();
        power(PowerState::on);
        read(60);
        log();
    }
    void power(PowerState state) {
        ChassisStatus status;
        status.power = state;
        Observation seen;
        seen.chassis = &status;
        round(seen);
    }
    /// Lower Non-critical - going low, or the same of an upper limit.
    void low(std::uint8_t offset = 0) { add(cpu_, 1, offset).raw[10] = fan_; }
    bool wants_power() const {
        SelReport report;
        report.records = records_;
        return tracker_->wants_power(report);
    }
    const std::uint8_t fan_ = 4;
};

TEST_F(OfAFan, ThatStandsBecauseTheHostIsOffTheLogTellsNoTrouble) {
    power(PowerState::off);
    low();
    EXPECT_FALSE(wants_power()) << "it is known";
    const auto told = log();
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].kind, EventKind::sel);
    EXPECT_EQ(told[0].incident, 0u);
    low(7);
    log();
    EXPECT_EQ(open(), 1u) << "above an upper limit it does not stand";
}

TEST_F(OfAFan, ThatStandsWhileTheHostIsOnTheLogTellsATrouble) {
    low();
    EXPECT_TRUE(wants_power());
    log();
    EXPECT_FALSE(wants_power()) << "told already";
    EXPECT_EQ(open(), 1u);
    read(0, Reason::scanning_disabled);
    read(0, Reason::scanning_disabled);
    EXPECT_EQ(open(), 1u);
}

TEST_F(OfAFan, WhatTheLogToldBeforeTheHostWasSeenOffIsOver) {
    low();
    log();
    low(7);
    log();
    ASSERT_EQ(open(), 1u);
    power(PowerState::off);
    read(0, Reason::host_off);
    EXPECT_EQ(open(), 1u) << "the upper limit is another matter";
    records_.pop_back();
    log();
    EXPECT_EQ(open(), 0u);
}

TEST_F(HostTrackerTest, ASilentSensorTellsNothing) {
    read(98);
    read(98);
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(read(0, Reason::not_responding).empty());
    EXPECT_EQ(open(), 1u);
}

TEST_F(HostTrackerTest, FirstContactWithALogIsHistory) {
    add(memory_sensor_, 0x6f, 1).history = true;
    add(cpu_, 1, 9);
    pair(1);
    EXPECT_TRUE(log().empty());
    add(memory_sensor_, 0x6f, 1);
    const auto news = log();
    ASSERT_EQ(news.size(), 2u);
    EXPECT_EQ(news[1].kind, EventKind::sel);
    EXPECT_EQ(open(), 1u);
    EXPECT_TRUE(log().empty()) << "told once";
    start();
    EXPECT_TRUE(log().empty()) << "also after a restart";
}

TEST_F(HostTrackerTest, WhatIsStillOpenAtFirstContactIsRaised) {
    add(memory_sensor_, 0x6f, 1).history = true;
    add(memory_sensor_, 0x6f, 2);  // asserted, under a day old: the model did not call it history
    log();
    EXPECT_EQ(open(), 1u);
}

TEST_F(HostTrackerTest, ALogThatWasClearedHoldsNothingOpen) {
    log();
    add(memory_sensor_, 0x6f, 1);
    log();
    EXPECT_EQ(open(), 1u);
    records_.clear();
    log();
    EXPECT_EQ(open(), 0u);
    add(memory_sensor_, 0x6f, 2);
    EXPECT_EQ(log().size(), 2u) << "all in a new log is new";
}

TEST_F(HostTrackerTest, ALogWithoutNamesWaitsForThemButNotForEver) {
    start();
    log();
    add(memory_sensor_, 0x6f, 1);
    log();
    EXPECT_EQ(open(), 0u) << "the sensors may come with the next round";
    log();
    EXPECT_EQ(open(), 1u) << "they may not be read at all";
}

TEST_F(HostTrackerTest, ALogThatWasReadInPartIsReadAgain) {
    log();
    add(memory_sensor_, 0x6f, 1);
    log();
    records_.pop_back();
    EXPECT_TRUE(log(false).empty());
    EXPECT_EQ(open(), 1u);
}

TEST_F(HostTrackerTest, TheDeassertionEndsIt) {
    log();
    add(memory_sensor_, 0x6f, 1);
    log();
    add(memory_sensor_, 0x6f, 1, false);
    pair(0);
    log();
    EXPECT_EQ(open(), 0u);
}

TEST_F(HostTrackerTest, SensorAndLogAreOneIncident) {
    log();
    read(60);
    add(cpu_, 1, 9);
    log();
    ASSERT_EQ(open(), 1u);
    read(98);
    read(98);
    EXPECT_EQ(open(), 1u);
    EXPECT_EQ(incidents_.size(), 1u);
    add(cpu_, 1, 9, false);
    pair(0);
    log();
    EXPECT_EQ(open(), 1u) << "the sensor still sees it";
    read(60);
    read(60);
    EXPECT_EQ(open(), 0u);
    EXPECT_TRUE(log().empty());
    EXPECT_EQ(incidents_.size(), 1u);
}

TEST_F(HostTrackerTest, FirmwareThatLogsNoEndDoesNotHoldItOpen) {
    log();
    add(cpu_, 1, 9);
    log();
    read(98);
    read(98);
    read(60);
    read(60);
    EXPECT_EQ(open(), 0u);
    log();
    start();
    log();
    EXPECT_EQ(incidents_.size(), 1u) << "the record is still there, and must not raise it again";
}

TEST_F(HostTrackerTest, WhatTheLogAloneHasToldIsOverWhenTheSensorStaysWell) {
    log();
    add(cpu_, 1, 9);
    log();
    read(60);
    EXPECT_EQ(open(), 1u) << "the sensor may come to show it";
    read(60);
    EXPECT_EQ(open(), 0u);
    read(98);
    read(98);
    for (int i = 0; i < 3; ++i) read(60);
    add(cpu_, 1, 9);
    log();
    ASSERT_EQ(open(), 1u) << "too late for the one that is over";
    read(60);
    read(60);
    EXPECT_EQ(open(), 0u) << "also of a sensor that was bad of late";
}

TEST_F(HostTrackerTest, ABmcIsSilentAtTheSecondFailure) {
    const Error why{Errc::timeout, "Open Session: no answer", {}};
    Observation silent;
    silent.error = &why;
    silent.failures = 1;
    EXPECT_TRUE(round(silent).empty());
    silent.failures = 2;
    const auto told = round(silent);
    ASSERT_EQ(told.size(), 2u);
    EXPECT_EQ(told[0].text, "raised: the BMC does not answer: Open Session: no answer");
    silent.failures = 3;
    EXPECT_TRUE(round(silent).empty());
    EXPECT_EQ(round({}).size(), 2u);
    EXPECT_EQ(open(), 0u);
}

class OfAPart : public HostTrackerTest {
protected:
    std::vector<Event> asked(std::optional<Error> why, Part part = Part::sel) {
        Observation seen;
        seen.attempts.push_back({part, std::move(why)});
        return round(seen);
    }
    const Error no_answer_{Errc::timeout, "SEL: no answer to this command", {}};
};

TEST_F(OfAPart, ThatIsNeverReadIsATroubleUntilItIs) {
    for (const auto part : {Part::sel, Part::sensors, Part::chassis}) {
        SCOPED_TRACE(to_string(part));
        EXPECT_TRUE(asked(no_answer_, part).empty());
        EXPECT_TRUE(asked(no_answer_, part).empty());
        EXPECT_TRUE(asked({}, part).empty());
        EXPECT_TRUE(asked(no_answer_, part).empty()) << "not in a row";
        EXPECT_TRUE(asked(no_answer_, part).empty());
        ASSERT_EQ(asked(no_answer_, part).size(), 1u);
        EXPECT_EQ(open(), 1u);
        EXPECT_EQ(incidents_.rbegin()->second.incident.severity, Severity::unknown);
        EXPECT_TRUE(asked(no_answer_, part).empty()) << "told once";
        start();
        EXPECT_TRUE(asked(no_answer_, part).empty());
        EXPECT_EQ(open(), 1u) << "a restart has read nothing";
        EXPECT_EQ(asked({}, part).size(), 1u);
        EXPECT_EQ(open(), 0u);
    }
}

TEST_F(OfAPart, ItIsSaidSinceWhenAndWhy) {
    now_ = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24));
    for (int i = 0; i < 3; ++i) asked(no_answer_);
    ASSERT_EQ(open(), 1u);
    EXPECT_EQ(incidents_.rbegin()->second.incident.text,
              "event log not read since 2026-11-24T00:01:00Z: SEL: no answer to this command");
}

TEST_F(OfAPart, ThatABmcDoesNotHaveNobodyMisses) {
    const Error no_such_command{Errc::completion_code, "SEL: C1h", std::uint8_t{0xc1}};
    const Error not_offered{Errc::unsupported, "", {}};
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(asked(no_such_command).empty());
        EXPECT_TRUE(asked(not_offered, Part::sensors).empty());
        EXPECT_TRUE(asked(no_answer_, Part::fru).empty()) << "hides no trouble";
    }
}

TEST(APartOfAHost, IsAskedForAWhileBeforeItIsMissed) {
    PartWatch watch;
    const WallTime now{std::chrono::hours(1)};
    Time clock{std::chrono::hours(1)};
    for (int i = 0; i < 6; ++i, clock += seconds(10))
        EXPECT_FALSE(watch.failed(now + seconds(10 * i), clock)) << "three at once are one trouble";
    EXPECT_EQ(watch.failed(now + seconds(60), clock), now);
    watch.answered();
    EXPECT_FALSE(watch.failed(now, clock));
    EXPECT_FALSE(watch.failed(now, clock + std::chrono::hours(1))) << "asked seldom";
    EXPECT_TRUE(watch.failed(now, clock + std::chrono::hours(2)));
}

TEST_F(HostTrackerTest, PowerAndLampChanges) {
    ChassisStatus status;
    status.power = PowerState::on;
    status.identify = IdentifyState::off;
    Observation seen;
    seen.chassis = &status;
    EXPECT_TRUE(round(seen).empty());
    status.power = PowerState::off;
    status.identify = IdentifyState::temporary_on;
    status.cooling_fault = true;
    const auto told = round(seen);
    ASSERT_EQ(told.size(), 3u);
    EXPECT_EQ(told[0].text, "power is off");
    EXPECT_EQ(told[1].text, "identify lamp on");
    EXPECT_EQ(told[2].severity, Severity::critical);
    start();
    EXPECT_TRUE(round(seen).empty());
    status.cooling_fault = false;
    round(seen);
    EXPECT_EQ(open(), 0u);
}

TEST(HostMemoryText, IsReadBackAndWhateverStandsThereHarmsNobody) {
    HostMemory memory;
    memory.power = PowerState::on;
    memory.identifying = false;
    memory.silent = true;
    memory.log_known = true;
    memory.last_record = {1, 2, 3};
    memory.sensors[{0x20, 0, 5}] = {Severity::critical, ThresholdKind::upper_critical};
    memory.sensors[{0x20, 1, 255}] = {Severity::warning, {}};
    EXPECT_EQ(parse_memory(to_text(memory)), memory);
    EXPECT_EQ(parse_memory(to_text({})), HostMemory{});
    for (const auto* text : {"", "[", "[]", "1", R"({"sensors":[1]})", R"({"sensors":{"x":{},"32.0.5":7}})",
                             R"({"last_record":"00","power_on":3,"sensors":{"32.0.5":{"severity":9,"crossed":99}}})"})
        static_cast<void>(parse_memory(text));
}

}  // namespace
}  // namespace ipmi::engine
