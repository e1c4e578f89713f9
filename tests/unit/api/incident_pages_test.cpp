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
    EXPECT_TRUE(told.starts_with(": \n\nevent: gap\ndata: {\"from\":1,\"to\":2}\n\nid: 3\n")) << told;
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
