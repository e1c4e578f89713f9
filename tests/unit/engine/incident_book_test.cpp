#include "engine/incident_book.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ipmi::engine {
namespace {

using std::chrono::seconds;

const WallTime noon{std::chrono::hours(24 * 365 * 57)};

unsigned count(const store::Changes& changes, std::string_view word) {
    return static_cast<unsigned>(std::count_if(
        changes.events.begin(), changes.events.end(),
        [word](const Event& event) { return event.kind == EventKind::incident && event.text.starts_with(word); }));
}

class IncidentBookTest : public testing::Test {
protected:
    std::uint64_t raise(const std::string& source, Severity severity = Severity::critical, seconds at = seconds(0)) {
        return book_.raise({"web01", "32.0.5", source, severity, "CPU1 Temp 98 C"}, noon + at, changes_);
    }
    std::uint64_t end(const std::string& source, seconds at = seconds(0)) {
        return book_.end("web01", "32.0.5", source, noon + at, changes_);
    }
    IncidentBook book_{{}, 41};
    store::Changes changes_;
};

TEST_F(IncidentBookTest, OneTroubleSeenByTwoIsOneIncident) {
    EXPECT_EQ(raise("sensor"), 42u);
    EXPECT_EQ(raise("sel 01.09"), 42u);
    EXPECT_EQ(count(changes_, "raised"), 1u);
    EXPECT_EQ(changes_.incidents.back().incident.sources, (std::vector<std::string>{"sensor", "sel"}));
    EXPECT_EQ(end("sel 01.09"), 42u);
    EXPECT_EQ(count(changes_, "cleared"), 0u) << "the sensor still sees it";
    EXPECT_EQ(end("sensor"), 42u);
    EXPECT_EQ(count(changes_, "cleared"), 1u);
    EXPECT_EQ(changes_.incidents.back().incident.cleared_by, "sensor");
    EXPECT_EQ(raise("sensor"), 43u) << "an id is never given twice";
}

// Raised by the one or the other first, up to 30 s apart, cleared by the one or the other first. A hint raises nothing:
// it makes the log and the sensors be read at once, so it stands here as the moment at which one of them comes.
TEST_F(IncidentBookTest, InWhateverOrderTheyComeAndGo) {
    for (const bool log_first : {false, true})
        for (const bool log_clears_first : {false, true})
            for (const int raise_gap : {0, 1, 30})
                for (const int clear_gap : {0, 1, 30}) {
                    IncidentBook book({}, 0);
                    store::Changes changes;
                    const auto see = [&](bool log, int at) {
                        const Sighting sighting{"web01", "32.0.5", log ? "sel 01.09" : "sensor", Severity::critical,
                                                "hot"};
                        book.raise(sighting, noon + seconds(at), changes);
                    };
                    const auto gone = [&](bool log, int at) {
                        book.end("web01", "32.0.5", log ? "sel 01.09" : "sensor", noon + seconds(at), changes);
                    };
                    see(log_first, 0);
                    see(!log_first, raise_gap);
                    gone(log_clears_first, 60);
                    gone(!log_clears_first, 60 + clear_gap);
                    EXPECT_EQ(count(changes, "raised"), 1u);
                    EXPECT_EQ(count(changes, "cleared"), 1u);
                    EXPECT_EQ(book.of_host("web01").count, 0u);
                }
}

TEST_F(IncidentBookTest, ARecordThatComesLateBelongsToTheTroubleThatHasCleared) {
    raise("sensor");
    end("sensor", seconds(5));
    EXPECT_EQ(raise("sel 01.09", Severity::critical, seconds(30)), 42u);
    EXPECT_EQ(count(changes_, "raised"), 1u);
    EXPECT_EQ(book_.of_host("web01").count, 0u);
    EXPECT_EQ(raise("sel 01.09", Severity::critical, seconds(40)), 43u) << "a second record is a second trouble";
}

TEST_F(IncidentBookTest, ALateRecordFindsItAlsoAfterARestart) {
    raise("sensor");
    end("sensor", seconds(5));
    IncidentBook again({}, 42, {changes_.incidents.back()});
    store::Changes later;
    const Sighting record{"web01", "32.0.5", "sel 01.09", Severity::critical, "hot"};
    EXPECT_EQ(again.raise(record, noon + seconds(30), later), 42u);
    EXPECT_EQ(count(later, "raised"), 0u);
    ASSERT_EQ(later.incidents.size(), 1u);
    IncidentBook once_more({}, 42, {later.incidents.back()});
    EXPECT_EQ(once_more.raise(record, noon + seconds(40), later), 43u) << "a second record is a second trouble";
}

TEST_F(IncidentBookTest, ALateRecordOfLongAgoIsNews) {
    raise("sensor");
    end("sensor", seconds(5));
    EXPECT_EQ(raise("sel 01.09", Severity::critical, seconds(300)), 43u);
}

TEST_F(IncidentBookTest, WhatIsNewStaysForAWhileWhateverTheClockDoes) {
    const auto end_all = [this](seconds at) {
        book_.end_all("web01", "32.0.5", "sensor", noon + at, changes_, seconds(90));
        return book_.of_host("web01").count;
    };
    raise("sel 01.07", Severity::warning);
    raise("sel 01.09", Severity::critical, seconds(60));
    EXPECT_EQ(end_all(seconds(100)), 1u) << "it has got worse since";
    EXPECT_EQ(end_all(seconds(150)), 0u);
    raise("sel 01.09", Severity::critical, seconds(400));
    EXPECT_EQ(end_all(seconds(399)), 0u) << "the clock was put back, who knows how far";
}

TEST_F(IncidentBookTest, TheSensorKnowsHowItIsNow) {
    raise("sel 01.09", Severity::critical);
    raise("sensor", Severity::warning);
    EXPECT_EQ(book_.of_host("web01").worst, Severity::warning);
    raise("sensor", Severity::critical);
    EXPECT_EQ(book_.of_host("web01").worst, Severity::critical);
    EXPECT_EQ(count(changes_, "now warning"), 1u);
    EXPECT_EQ(count(changes_, "now critical"), 1u);
}

TEST_F(IncidentBookTest, IsCalledAsWhatHasMadeItWorse) {
    const auto see = [this](const char* source, Severity severity, const char* text) {
        book_.raise({"web01", "32.0.5", source, severity, text}, noon, changes_);
        return changes_.incidents.back().incident.text;
    };
    EXPECT_EQ(see("sel 01.00", Severity::warning, "non-critical"), "non-critical");
    EXPECT_EQ(see("sel 01.02", Severity::critical, "critical"), "critical");
    EXPECT_EQ(changes_.events.back().text, "now critical: critical");
    EXPECT_EQ(see("sel 01.01", Severity::warning, "another"), "critical");
    EXPECT_EQ(see("sensor", Severity::warning, "900 RPM"), "900 RPM");
    EXPECT_EQ(see("sel 01.04", Severity::critical, "as the log says"), "900 RPM") << "the sensor knows how it is now";
}

TEST_F(IncidentBookTest, IsCalledAsWhatIsLeft) {
    book_.raise({"web01", "32.0.5", "sel 01.00", Severity::warning, "non-critical"}, noon, changes_);
    book_.raise({"web01", "32.0.5", "sel 01.02", Severity::critical, "critical"}, noon, changes_);
    const auto kept = changes_.incidents.back();
    end("sel 01.02");
    EXPECT_EQ(changes_.events.back().text, "now warning: non-critical");
    end("sel 01.00");
    EXPECT_EQ(changes_.events.back().text, "cleared: non-critical");
    IncidentBook again({kept}, 42);
    again.end("web01", "32.0.5", "sel 01.02", noon, changes_);
    EXPECT_EQ(changes_.events.back().text, "now warning: non-critical") << "also after a restart";
    for (const char* memory :
         {R"({"active":{"a":"critical","b":"warning"}})", R"({"active":{"a":"critical","b":"warning"},"texts":7})",
          R"({"active":{"a":"critical","b":"warning"},"texts":{"b":7}})"}) {
        IncidentBook older({{kept.incident, memory}}, 42);
        older.end("web01", "32.0.5", "a", noon, changes_);
        EXPECT_EQ(changes_.events.back().text, "now warning: critical") << "kept by an engine that knew no more";
    }
}

TEST_F(IncidentBookTest, WhatGetsWorseIsNoMoreAcknowledged) {
    const auto id = raise("sensor", Severity::warning);
    ASSERT_TRUE(book_.acknowledge(id, {"alice", "on it", noon, {}}, changes_));
    EXPECT_EQ(book_.of_host("web01").acknowledged, 1u);
    raise("sensor", Severity::critical);
    EXPECT_EQ(book_.of_host("web01").acknowledged, 0u);
    ASSERT_TRUE(book_.acknowledge(id, {"alice", "", noon, {}}, changes_));
    raise("sensor", Severity::warning);
    EXPECT_EQ(book_.of_host("web01").acknowledged, 1u) << "better is no news";
}

TEST_F(IncidentBookTest, AnAcknowledgementForATimeRunsOut) {
    const auto id = raise("sensor");
    ASSERT_TRUE(book_.acknowledge(id, {"alice", "", noon, noon + seconds(60)}, changes_));
    book_.expire(noon + seconds(59), changes_);
    EXPECT_EQ(book_.of_host("web01").acknowledged, 1u);
    book_.expire(noon + seconds(60), changes_);
    EXPECT_EQ(book_.of_host("web01").acknowledged, 0u);
    EXPECT_EQ(count(changes_, "the acknowledgement has run out"), 1u);
}

TEST_F(IncidentBookTest, WhatIsStillSeenIsNotClearedByHand) {
    for (const auto* source : {"sensor", "chassis"}) {
        const auto id = raise(source);
        raise("sel 01.09");
        const auto cleared = book_.clear(id, "alice", "", noon, changes_);
        ASSERT_FALSE(cleared);
        EXPECT_EQ(cleared.error().code, Errc::unsupported);
        EXPECT_NE(cleared.error().context.find(std::string("still seen by ") + source), std::string::npos);
        EXPECT_EQ(book_.of_host("web01").count, 1u);
        end(source);
        EXPECT_TRUE(book_.clear(id, "alice", "", noon, changes_)) << "the log alone tells of it";
    }
}

TEST_F(IncidentBookTest, IsClearedByHandOnce) {
    const auto id = raise("sel 01.09");
    const auto cleared = book_.clear(id, "alice", "fan replaced", noon, changes_);
    ASSERT_TRUE(cleared);
    EXPECT_EQ(cleared->cleared_by, "alice");
    EXPECT_FALSE(book_.clear(id, "bob", "", noon, changes_));
    EXPECT_FALSE(book_.acknowledge(id, {"bob", "", noon, {}}, changes_));
    EXPECT_EQ(count(changes_, "cleared"), 1u);
}

TEST_F(IncidentBookTest, GoesOnWhereTheJournalLeftIt) {
    raise("sensor");
    raise("sel 01.09", Severity::warning);
    store::Changes later;
    IncidentBook again({changes_.incidents.back()}, 0);
    EXPECT_EQ(again.raise({"web01", "32.0.5", "sensor", Severity::critical, "hot"}, noon, later), 42u);
    EXPECT_TRUE(later.empty()) << "nothing new";
    again.end("web01", "32.0.5", "sensor", noon, later);
    EXPECT_EQ(count(later, "cleared"), 0u);
    again.end("web01", "32.0.5", "sel 01.09", noon, later);
    EXPECT_EQ(count(later, "cleared"), 1u);
    EXPECT_EQ(again.raise({"web01", "x", "sensor", Severity::critical, "hot"}, noon, later), 43u);
}

TEST_F(IncidentBookTest, AHostThatLeavesTakesItsTroublesAlong) {
    raise("sensor");
    book_.raise({"web010", "32.0.5", "sensor", Severity::critical, "hot"}, noon, changes_);
    book_.end_host("web01", "inventory", noon, changes_);
    EXPECT_EQ(book_.of_host("web01").count, 0u);
    EXPECT_EQ(book_.of_host("web010").count, 1u);
}

}  // namespace
}  // namespace ipmi::engine
