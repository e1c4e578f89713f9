#include "api/event_stream.hpp"
#include "unit/api/asked_engine.hpp"

namespace ipmi::api {
namespace {

class IncidentPages : public AskedEngine {
protected:
    void SetUp() override {
        recorder_->start();
        happen(1, "web2");
        happen(2, "db1");
        happen(3, "gone");
    }
};

TEST_F(IncidentPages, TellOfAllHostsOrOfASet) {
    EXPECT_EQ(json(ask("GET", "/v1/incidents"))["incidents"].size(), 3u);
    const auto one = json(ask("GET", "/v1/incidents?state=open&set=web2"))["incidents"];
    ASSERT_EQ(one.size(), 1u);
    EXPECT_EQ(one[0]["host"], "web2");
    EXPECT_EQ(ask("GET", "/v1/incidents?set=nobody").status, 400u);
    EXPECT_EQ(ask("GET", "/v1/incidents?state=old").status, 400u);
}

TEST_F(IncidentPages, ManyIncidentsComeInSeveralPages) {
    store::Changes many;
    for (std::uint64_t id = 4; id <= 1'600; ++id) {
        store::KeptIncident kept;
        kept.incident.id = id;
        kept.incident.host = "db1";
        many.incidents.push_back(kept);
    }
    recorder_->write(std::move(many));
    ASSERT_TRUE(recorder_->flush(std::chrono::seconds(20)));
    const auto page = json(ask("GET", "/v1/incidents"));
    EXPECT_EQ(page["incidents"].size(), 1'000u) << "nobody else is answered meanwhile";
    ASSERT_EQ(page["next"], 601);
    const auto rest = json(ask("GET", "/v1/incidents?after=601"));
    EXPECT_EQ(rest["incidents"].size(), 600u);
    EXPECT_FALSE(rest.contains("next"));
    EXPECT_FALSE(json(ask("GET", "/v1/incidents?limit=1600")).contains("next")) << "full, and the end";
    const auto none = json(ask("GET", "/v1/incidents?set=web2&limit=1"));
    EXPECT_TRUE(none["incidents"].empty()) << "among the first thousand there is none of this host";
    EXPECT_EQ(none["next"], 601);
    EXPECT_EQ(json(ask("GET", "/v1/incidents?set=web2&limit=1&after=601"))["incidents"][0]["id"], 1);
}

TEST_F(IncidentPages, StreamsShareOneReaderUntilTheJournalIsAnother) {
    JournalWatch watch(*recorder_);
    const auto* const first = watch.reader();
    ASSERT_NE(first, nullptr);
    std::filesystem::rename(recorder_->path(), recorder_->path() + ".away");
    EXPECT_EQ(watch.reader(), first) << "it is not opened anew for each look";
    watch.forget();
    EXPECT_EQ(watch.reader(), nullptr);
    std::filesystem::rename(recorder_->path() + ".away", recorder_->path());
    ASSERT_NE(watch.reader(), nullptr);
    EXPECT_EQ(watch.reader()->events(0, 10)->newest, 3u);
}

TEST_F(IncidentPages, TheJournalIsReadOnFromANumber) {
    const auto all = json(ask("GET", "/v1/events"));
    EXPECT_EQ(all["events"].size(), 3u);
    EXPECT_EQ(all["oldest"], 1);
    EXPECT_EQ(all["newest"], 3);
    const auto later = json(ask("GET", "/v1/events?after=1&limit=1"))["events"];
    ASSERT_EQ(later.size(), 1u);
    EXPECT_EQ(later[0]["sequence"], 2);
    EXPECT_EQ(json(ask("GET", "/v1/events?set=@rack1"))["events"].size(), 2u);
    for (const auto* wrong : {"after=x", "after=-1", "limit=0", "before=7", "after=99999999999999999999999"})
        EXPECT_EQ(ask("GET", std::string("/v1/events?") + wrong).status, 400u) << wrong;
}

TEST_F(IncidentPages, TheEventsOfOneHostAmongManyAreSoughtInSeveralPages) {
    store::Changes others;
    Event event;
    event.host = "db1";
    others.events.assign(2 * rows_a_look, event);
    recorder_->write(std::move(others));
    happen(4, "web2");
    std::vector<std::uint64_t> found;
    std::vector<std::size_t> pages;
    const auto newest = 3 + 2 * rows_a_look + 1;
    for (std::uint64_t after = 0;;) {
        const auto page = json(ask("GET", "/v1/events?set=web2&limit=10&after=" + std::to_string(after)));
        EXPECT_EQ(page["newest"], newest);
        for (const auto& one : page["events"]) found.push_back(one["sequence"]);
        pages.push_back(page["events"].size());
        if (!page.contains("next")) break;
        EXPECT_EQ(page["next"], after + rows_a_look);
        after = page["next"];
        ASSERT_LE(after, newest);
    }
    EXPECT_EQ(found, (std::vector<std::uint64_t>{1, newest}));
    EXPECT_EQ(pages, (std::vector<std::size_t>{1, 0, 1}));
    const auto full = json(ask("GET", "/v1/events?limit=" + std::to_string(rows_a_look + 1)));
    EXPECT_EQ(full["events"].size(), rows_a_look + 1) << "of all hosts a page is as full as it may be";
    EXPECT_EQ(full["next"], rows_a_look + 1);
    const auto end = json(ask("GET", "/v1/events?limit=1&after=" + std::to_string(newest - 1)));
    EXPECT_EQ(end["events"].size(), 1u);
    EXPECT_FALSE(end.contains("next")) << "full, and the end";
}

TEST_F(IncidentPages, TheJournalGoesOnAsAStream) {
    auto asked = question("GET", "/v1/events?after=0&set=@rack1");
    asked.accept = "text/event-stream";
    asked.last_event_id = "1";
    auto answer = ask(asked);
    ASSERT_TRUE(answer.stream);
    EXPECT_EQ(answer.content_type, "text/event-stream");
    auto told = text(answer);
    EXPECT_TRUE(told.starts_with(": \n\nid: 2\nevent: engine\n")) << told;
    EXPECT_EQ(told.find("id: 1\n"), told.npos);
    EXPECT_EQ(told.find("id: 3\n"), told.npos) << "of another host";
    happen(4, "web2");
    told = text(answer);
    EXPECT_TRUE(told.starts_with("id: 4\n")) << told;
    EXPECT_EQ(text(answer), "");
}

TEST_F(IncidentPages, ANumberOfAnotherJournalBeginsAtTheOldest) {
    const auto page = json(ask("GET", "/v1/events?after=100000&limit=2"));
    EXPECT_EQ(page["events"].size(), 2u);
    EXPECT_EQ(page["events"][0]["sequence"], 1);
    EXPECT_EQ(page["reset"], true);
    EXPECT_EQ(page["next"], 2);
    EXPECT_FALSE(json(ask("GET", "/v1/events?after=3")).contains("reset"));
}

TEST_F(IncidentPages, ALastEventIdThatIsNoNumberIsRefused) {
    auto asked = question("GET", "/v1/events");
    asked.accept = "text/event-stream";
    for (const auto* wrong : {"x", "-1", "1 ", "99999999999999999999999"}) {
        asked.last_event_id = wrong;
        EXPECT_EQ(ask(asked).status, 400u) << wrong;
    }
}

TEST_F(IncidentPages, AStreamWithoutANumberBeginsNow) {
    auto asked = question("GET", "/v1/events");
    asked.accept = "text/event-stream";
    auto answer = ask(asked);
    EXPECT_EQ(text(answer), ": \n\n");
    happen(4, "web2");
    EXPECT_TRUE(text(answer).starts_with("id: 4\n"));
}

TEST_F(IncidentPages, AStreamTellsWhatTheJournalHasDropped) {
    {
        auto journal = store::Journal::open(recorder_->path());
        store::Retention short_memory;
        short_memory.most_events = 1;
        ASSERT_TRUE(journal && journal->prune(short_memory, WallClock::now()));
    }
    auto asked = question("GET", "/v1/events?after=0");
    asked.accept = "text/event-stream";
    auto answer = ask(asked);
    const auto told = text(answer);
    EXPECT_TRUE(told.starts_with(": \n\nevent: gap\ndata: {\"from\":1,\"to\":2,\"reason\":\"dropped\"}\n\nid: 3\n"))
        << told;
}

TEST_F(IncidentPages, AStreamOfASetFollowsTheSet) {
    const auto with = [](const std::string& rack1, const std::string& others) {
        return inventory_of("[credential.monitor]\nuser = \"monitor\"\npassword_file = \"/nonexistent\"\n" + rack1 +
                            others);
    };
    const auto host = [](const std::string& name, const std::string& groups) {
        return "[host." + name + "]\naddress = \"127.0.0.1\"\ncredential = \"monitor\"\ngroups = [" + groups + "]\n";
    };
    auto asked = question("GET", "/v1/events?set=@rack1");
    asked.accept = "text/event-stream";
    Access access;
    Context context{engine_, inventory_};
    context.access = &access;
    context.inventory_now = [this] { return inventory_; };
    auto stream = answer(context, asked);
    EXPECT_EQ(text(stream), ": \n\n");
    // One has come, one is gone from the inventory, one is in another rack now.
    inventory_ = with(host("web3", "\"rack1\""), host("web2", "\"rack2\""));
    happen(4, "web3");
    happen(5, "db1");
    happen(6, "web2");
    const auto told = text(stream);
    EXPECT_TRUE(told.starts_with("id: 4\n")) << told;
    EXPECT_NE(told.find("id: 5\n"), told.npos) << "how it ends is told";
    EXPECT_EQ(told.find("id: 6\n"), told.npos);
    inventory_ = with("", host("web2", "\"rack2\""));
    std::string chunk;
    EXPECT_EQ(stream.stream->next(chunk), Stream::Then::end) << "there is no such set any more";
}

class EventsOfTheAudit : public IncidentPages {
protected:
    void SetUp() override {
        recorder_->start();
        for (const auto* host : {"web2", "db1", ""}) {
            AuditEntry entry;
            entry.who = "alice";
            entry.action = "power off";
            entry.host = host;
            entry.stage = AuditStage::refused;
            engine_.record(std::move(entry));
        }
        happen(1, "db1");
    }
    /// The numbers of the events that daemon is told, whose roles these are.
    std::set<std::uint64_t> told_to_daemon(const std::string& roles) {
        inventory_ = inventory_of(R"(
[credential.monitor]
user = "monitor"
password_file = "/nonexistent"
[host.web2]
address = "127.0.0.1:9"
credential = "monitor"
[host.db1]
address = "127.0.0.2"
credential = "monitor"
)" + roles);
        auto asked = question("GET", "/v1/events?after=0");
        asked.caller = {1, 1, 1};  // daemon, on any Debian
        const auto page = json(ask(asked));
        std::set<std::uint64_t> numbers;
        for (const auto& event : page["events"]) numbers.insert(event["sequence"].get<std::uint64_t>());
        asked.accept = "text/event-stream";
        auto stream = ask(asked);
        const auto streamed = text(stream);
        for (std::uint64_t number = 1; number <= 4; ++number)
            EXPECT_EQ(streamed.find("id: " + std::to_string(number) + "\n") != streamed.npos, numbers.contains(number));
        return numbers;
    }
    using Numbers = std::set<std::uint64_t>;
};

TEST_F(EventsOfTheAudit, AreToldToWhoeverMayReadIt) {
    const std::string views = "[role.all]\nrole = \"view\"\nusers = [\"daemon\"]\n";
    EXPECT_EQ(told_to_daemon(views), (Numbers{4}));
    EXPECT_EQ(told_to_daemon(views + "[role.one]\nrole = \"admin\"\nusers = [\"daemon\"]\nhosts = \"web2\"\n"),
              (Numbers{1, 4}));
    EXPECT_EQ(told_to_daemon("[role.all]\nrole = \"operate\"\nusers = [\"daemon\"]\n"), (Numbers{4}));
    EXPECT_EQ(told_to_daemon("[role.all]\nrole = \"admin\"\nusers = [\"daemon\"]\n"), (Numbers{1, 2, 3, 4}));
    // A page is full of what may be told, so that a client that goes on behind it misses nothing.
    auto asked = question("GET", "/v1/events?limit=1");
    asked.caller = {1, 1, 1};
    inventory_ = inventory_of(views);
    EXPECT_EQ(json(ask(asked))["events"][0]["sequence"], 4);
}

TEST_F(IncidentPages, WhatIsChangedIsToldWhenItIsWritten) {
    auto asked = question("POST", "/v1/incidents/1/ack");
    auto answer = ask(asked);
    ASSERT_TRUE(answer.later) << "others are answered meanwhile";
    EXPECT_EQ(answer.later(), nullptr) << "this engine has not begun";
}

TEST_F(IncidentPages, WhatMakesNoSenseChangesNothing) {
    for (const auto* body : {"[", "[]", "1", R"({"note":7})", R"({"seconds":-1})", R"({"seconds":0})"}) {
        auto wrong = question("POST", "/v1/incidents/1/ack");
        wrong.body = body;
        EXPECT_EQ(ask(wrong).status, 400u) << body;
    }
    EXPECT_EQ(ask("POST", "/v1/incidents/x/ack").status, 404u);
    EXPECT_EQ(ask("GET", "/v1/incidents/1/ack").status, 405u);
}

}  // namespace
}  // namespace ipmi::api
