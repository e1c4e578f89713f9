// The event stream over a connection that breaks, pauses, refuses and means harm.
#include "client/event_stream.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>

#include "unit/client/small_engine.hpp"
#include "unit/inventory/scratch_folder.hpp"

namespace {

using namespace std::chrono_literals;
using ipmi::Errc;
using ipmi::Event;
using ipmi::client::EventGap;
using ipmi::client::EventStream;
using ipmi::client::EventStreamSettings;

std::string message(std::uint64_t sequence) {
    const auto number = std::to_string(sequence);
    return "id: " + number + "\nevent: sensor\ndata: {\"sequence\":" + number +
           R"(,"time":"2026-11-24T04:31:07.250Z","host":"web01","kind":"sensor","severity":"ok","text":"x"})"
           "\n\n";
}

class Stream : public testing::Test {
protected:
    std::string socket() const { return folder.path() + "/engine.sock"; }
    EventStreamSettings settings(std::optional<std::uint64_t> after = {}) const {
        EventStreamSettings wanted{socket(), "web[01-02]", after};
        wanted.first_pause = 10ms;
        wanted.longest_pause = 50ms;
        return wanted;
    }
    void note(const std::string& request) {
        const std::lock_guard lock(mutex);
        requests.push_back(request);
    }
    std::string request(std::size_t number) {
        const std::lock_guard lock(mutex);
        return requests.at(number);
    }
    static std::uint64_t sequence_of(const ipmi::Result<EventStream::Item>& item) {
        if (!item) ADD_FAILURE() << item.error().context;
        return item ? std::get<Event>(*item).sequence : 0;
    }
    ScratchFolder folder;
    std::mutex mutex;
    std::vector<std::string> requests;
};

TEST_F(Stream, GivesEventsAsTheyCome) {
    SmallEngine engine(socket(), [this](Caller& caller, std::size_t) {
        note(caller.request());
        caller.begin_stream();
        caller.say(": \n\n" + message(5) + message(6) + message(7).substr(0, 30));
        std::this_thread::sleep_for(20ms);  // so that it comes in two pieces
        caller.say(message(7).substr(30));
        caller.wait_for_end();
    });
    EventStream stream(settings(4));
    for (const std::uint64_t sequence : {5, 6, 7}) EXPECT_EQ(sequence_of(stream.next(5s)), sequence);
    EXPECT_EQ(stream.next(50ms).error().code, Errc::timeout);
    EXPECT_TRUE(stream.connected());
    EXPECT_TRUE(request(0).starts_with("GET /v1/events?after=4&set=web%5B01-02%5D HTTP/1.1\r\n")) << request(0);
    EXPECT_NE(request(0).find("Accept: text/event-stream"), std::string::npos);
    EXPECT_NE(request(0).find("Last-Event-ID: 4"), std::string::npos);
}

TEST_F(Stream, BeginsNowWhereNothingElseIsSaid) {
    SmallEngine engine(socket(), [this](Caller& caller, std::size_t) {
        note(caller.request());
        caller.begin_stream();
        caller.say(message(9));
        caller.wait_for_end();
    });
    EventStream stream(settings());
    EXPECT_EQ(sequence_of(stream.next(5s)), 9u);
    EXPECT_EQ(request(0).find("Last-Event-ID"), std::string::npos);
    EXPECT_EQ(request(0).find("after="), std::string::npos);
}

TEST_F(Stream, GoesOnBehindTheLastEventAfterALoss) {
    SmallEngine engine(socket(), [this](Caller& caller, std::size_t connection) {
        note(caller.request());
        caller.begin_stream();
        caller.say(message(10 + connection));
        if (connection == 2) caller.wait_for_end();
    });
    EventStream stream(settings(9));
    EXPECT_EQ(sequence_of(stream.next(5s)), 10u);
    EXPECT_EQ(stream.next(5s).error().code, Errc::unreachable) << "a loss is told";
    EXPECT_EQ(sequence_of(stream.next(5s)), 11u);
    EXPECT_EQ(stream.next(5s).error().code, Errc::unreachable);
    EXPECT_EQ(sequence_of(stream.next(5s)), 12u);
    EXPECT_NE(request(1).find("Last-Event-ID: 10"), std::string::npos);
    EXPECT_NE(request(2).find("Last-Event-ID: 11"), std::string::npos);
}

TEST_F(Stream, TellsALossOnceAndWaitsForTheEngine) {
    auto stream = std::make_unique<EventStream>(settings(9));
    EXPECT_EQ(stream->next(5s).error().code, Errc::unreachable);
    EXPECT_EQ(stream->next(200ms).error().code, Errc::timeout) << "told once";
    EXPECT_FALSE(stream->connected());
    SmallEngine engine(socket(), [](Caller& caller, std::size_t) {
        caller.request();
        caller.begin_stream();
        caller.say(message(10));
        caller.wait_for_end();
    });
    EXPECT_EQ(sequence_of(stream->next(5s)), 10u);
    stream.reset();  // the engine waits for that
}

TEST_F(Stream, TellsAGapAndGoesOnBehindIt) {
    SmallEngine engine(socket(), [this](Caller& caller, std::size_t connection) {
        note(caller.request());
        caller.begin_stream();
        if (connection == 0) caller.say("event: gap\ndata: {\"from\": 5, \"to\": 30, \"reason\": \"lost\"}\n\n");
        if (connection == 1) caller.wait_for_end();
    });
    EventStream stream(settings(4));
    const auto gap = stream.next(5s);
    ASSERT_TRUE(gap) << gap.error().context;
    EXPECT_EQ(std::get<EventGap>(*gap), (EventGap{5, 30, true}));
    EXPECT_EQ(stream.next(5s).error().code, Errc::unreachable);
    EXPECT_EQ(stream.next(100ms).error().code, Errc::timeout);
    EXPECT_NE(request(1).find("Last-Event-ID: 30"), std::string::npos) << request(1);
}

TEST_F(Stream, BeginsAgainWhereTheJournalIsAnother) {
    SmallEngine engine(socket(), [this](Caller& caller, std::size_t connection) {
        note(caller.request());
        caller.begin_stream();
        if (connection == 0)
            caller.say("id: 0\nevent: gap\ndata: {\"from\": 3, \"to\": 40, \"reason\": \"reset\"}\n\n");
        if (connection == 1) caller.wait_for_end();
    });
    EventStream stream(settings(40));
    const auto gap = stream.next(5s);
    ASSERT_TRUE(gap) << gap.error().context;
    EXPECT_EQ(std::get<EventGap>(*gap), (EventGap{3, 40, false, true}));
    EXPECT_EQ(stream.next(5s).error().code, Errc::unreachable);
    EXPECT_EQ(stream.next(100ms).error().code, Errc::timeout);
    EXPECT_NE(request(1).find("Last-Event-ID: 0\r"), std::string::npos) << request(1);
}

TEST_F(Stream, GivesUpWhereTheEngineRefuses) {
    SmallEngine engine(socket(), [](Caller& caller, std::size_t) {
        caller.request();
        caller.answer(R"({"detail":"the inventory has no host 'web99'"})", "404 Not Found");
    });
    EventStream stream(settings());
    const auto refused = stream.next(5s);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::local);
    EXPECT_NE(refused.error().context.find("'web99'"), std::string::npos) << refused.error().context;
}

TEST_F(Stream, TriesAgainWhereTheEngineIsInTrouble) {
    SmallEngine engine(socket(), [](Caller& caller, std::size_t connection) {
        caller.request();
        if (connection == 0) {
            caller.answer(R"({"detail":"the journal is locked"})", "503 Service Unavailable");
            return;
        }
        caller.begin_stream();
        caller.say(message(3));
        caller.wait_for_end();
    });
    EventStream stream(settings());
    const auto trouble = stream.next(5s);
    EXPECT_EQ(trouble.error().code, Errc::unreachable);
    EXPECT_NE(trouble.error().context.find("journal is locked"), std::string::npos) << trouble.error().context;
    EXPECT_EQ(sequence_of(stream.next(5s)), 3u);
}

TEST_F(Stream, LeavesOutWhatMakesNoSense) {
    SmallEngine engine(socket(), [](Caller& caller, std::size_t) {
        caller.request();
        caller.begin_stream();
        caller.say("data: nonsense\n\nevent: gap\ndata: {\"from\": 5, \"to\": 3}\n\ndata: {}\n\n" + message(7));
        caller.wait_for_end();
    });
    EventStream stream(settings());
    for (int i = 0; i < 3; ++i) EXPECT_EQ(stream.next(5s).error().code, Errc::malformed) << i;
    EXPECT_EQ(sequence_of(stream.next(5s)), 7u);
}

TEST_F(Stream, EndsAConnectionThatFloodsIt) {
    SmallEngine engine(socket(), [](Caller& caller, std::size_t connection) {
        caller.request();
        caller.begin_stream();
        if (connection > 0) {
            caller.say(message(1));
            caller.wait_for_end();
            return;
        }
        while (caller.say(std::string(65536, 'x'))) continue;
    });
    EventStream stream(settings());
    EXPECT_EQ(stream.next(5s).error().code, Errc::malformed);
    EXPECT_EQ(sequence_of(stream.next(5s)), 1u);
}

TEST_F(Stream, TakesSilenceForALoss) {
    SmallEngine engine(socket(), [](Caller& caller, std::size_t connection) {
        caller.request();
        caller.begin_stream();
        if (connection > 0) caller.say(message(1));
        caller.wait_for_end();
    });
    auto impatient = settings();
    impatient.sign_of_life = 100ms;
    EventStream stream(impatient);
    const auto lost = stream.next(5s);
    EXPECT_EQ(lost.error().code, Errc::unreachable);
    EXPECT_NE(lost.error().context.find("no sign of life"), std::string::npos) << lost.error().context;
    EXPECT_EQ(sequence_of(stream.next(5s)), 1u);
}

TEST_F(Stream, WantsAStreamAndNothingElse) {
    SmallEngine engine(socket(), [](Caller& caller, std::size_t) {
        caller.request();
        caller.answer("{}");
    });
    EventStream stream(settings());
    EXPECT_EQ(stream.next(5s).error().code, Errc::local);
}

}  // namespace
