// Events and incidents on their way through JSON: the engine tells them, the command line, the notifier and others read
// them back.
#include "schema/event_form.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "schema/parse.hpp"

namespace ipmi::schema {
namespace {

using namespace std::chrono_literals;

WallTime at() {
    return WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 4h + 31min + 7s + 250ms);
}

Event event() {
    return {42, at(), "web01", EventKind::sensor, Severity::critical, "CPU1 Temp 98 C > 95", "32.0.12", 12};
}

Incident open_incident() {
    Incident incident;
    incident.id = 12;
    incident.host = "web01";
    incident.key = "32.0.12";
    incident.severity = Severity::critical;
    incident.text = "CPU1 Temp 98 C > 95";
    incident.sources = {"sensor", "sel"};
    incident.raised = at();
    incident.updated = at() + 3s;
    return incident;
}

Incident acknowledged_incident() {
    auto incident = open_incident();
    incident.acknowledged = IncidentAcknowledgement{"alice", "fan ordered", at() + 1min, at() + 2h};
    return incident;
}

Incident cleared_incident() {
    auto incident = open_incident();
    incident.cleared = at() + 1h;
    incident.cleared_by = "sensor";
    return incident;
}

TEST(EventForm, HasTheWordsOfTheApi) {
    EXPECT_EQ(
        line(form(event())),
        R"({"sequence":42,"time":"2026-11-24T04:31:07.250Z","host":"web01","kind":"sensor","severity":"critical",)"
        R"("text":"CPU1 Temp 98 C > 95","sensor":"32.0.12","incident":12})");
    const Event own{1, at(), "", EventKind::engine, Severity::ok, "started"};
    EXPECT_FALSE(form(own).contains("sensor"));
    EXPECT_FALSE(form(own).contains("incident"));
}

TEST(EventForm, IsTheSameAfterItsWayThroughJson) {
    auto own = event();
    own.host = own.sensor = "";
    own.incident = 0;
    own.kind = EventKind::engine;
    own.sequence = std::numeric_limits<std::uint64_t>::max();
    for (const auto& before : {event(), own}) {
        const auto after = parse_event(*parse_json(line(form(before))));
        ASSERT_TRUE(after) << after.error().context;
        EXPECT_EQ(*after, before);
    }
}

TEST(EventForm, IsRefusedWithTheMemberThatMakesNoSense) {
    for (const auto& [name, value] : {std::pair<const char*, Json>{"sequence", -1},
                                      {"sequence", 1.5},
                                      {"sequence", "42"},
                                      {"time", "yesterday"},
                                      {"host", 7},
                                      {"kind", "rumour"},
                                      {"severity", "bad"},
                                      {"text", nullptr},
                                      {"sensor", "CPU1"},
                                      {"incident", "twelve"}}) {
        auto json = form(event());
        json[name] = value;
        const auto refused = parse_event(json);
        ASSERT_FALSE(refused) << name << value;
        EXPECT_EQ(refused.error().code, Errc::malformed);
        EXPECT_NE(refused.error().context.find(name), std::string::npos) << refused.error().context;
    }
    for (const auto* text : {"{}", "[]", "7", "null"}) EXPECT_FALSE(parse_event(*parse_json(text))) << text;
}

TEST(EventForm, LetsNoControlCharacterThrough) {
    auto json = form(event());
    json["text"] = "\x1b[2J gone\nweb02: fine";
    json["host"] =
        "web\x07"
        "01";
    const auto read = parse_event(json);
    ASSERT_TRUE(read) << read.error().context;
    for (const auto& text : {read->text, read->host})
        for (const char c : text) EXPECT_GE(static_cast<unsigned char>(c), 0x20) << text;
    json["text"] = std::string(1 << 20, 'x');
    EXPECT_LE(parse_event(json)->text.size(), 4096u);
}

TEST(IncidentForm, HasTheWordsOfTheApi) {
    EXPECT_EQ(
        line(form(open_incident())),
        R"({"id":12,"host":"web01","key":"32.0.12","severity":"critical","text":"CPU1 Temp 98 C > 95",)"
        R"("sources":["sensor","sel"],"raised":"2026-11-24T04:31:07.250Z","updated":"2026-11-24T04:31:10.250Z"})");
    EXPECT_EQ(line(form(acknowledged_incident())["acknowledged"]),
              R"({"who":"alice","note":"fan ordered","when":"2026-11-24T04:32:07.250Z",)"
              R"("until":"2026-11-24T06:31:07.250Z"})");
    EXPECT_EQ(form(cleared_incident())["cleared"], "2026-11-24T05:31:07.250Z");
    EXPECT_EQ(form(cleared_incident())["cleared_by"], "sensor");
}

TEST(IncidentForm, IsTheSameAfterItsWayThroughJson) {
    auto without_end = acknowledged_incident();
    without_end.acknowledged->until.reset();
    without_end.acknowledged->note.clear();
    for (const auto& before : {open_incident(), acknowledged_incident(), without_end, cleared_incident()}) {
        const auto after = parse_incident(*parse_json(line(form(before))));
        ASSERT_TRUE(after) << after.error().context;
        EXPECT_EQ(*after, before);
    }
}

TEST(IncidentForm, IsRefusedWithTheMemberThatMakesNoSense) {
    for (const auto& [name, value] : {std::pair<const char*, Json>{"id", -1},
                                      {"severity", "bad"},
                                      {"text", 7},
                                      {"sources", "sensor"},
                                      {"sources", Json::array({7})},
                                      {"sources", std::vector<std::string>(17, "x")},
                                      {"raised", "once"},
                                      {"updated", 0},
                                      {"cleared", "soon"}}) {
        auto json = form(open_incident());
        json[name] = value;
        const auto refused = parse_incident(json);
        ASSERT_FALSE(refused) << name << value;
        EXPECT_EQ(refused.error().code, Errc::malformed);
        EXPECT_NE(refused.error().context.find(name), std::string::npos) << refused.error().context;
    }
    for (const auto* acknowledged : {"7", "{}", R"({"who":"alice"})", R"({"who":"alice","when":"x"})"}) {
        auto json = form(open_incident());
        json["acknowledged"] = Json::parse(acknowledged);
        EXPECT_FALSE(parse_incident(json)) << acknowledged;
    }
}

}  // namespace
}  // namespace ipmi::schema
