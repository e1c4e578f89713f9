#include "api/event_stream.hpp"

#include "store/journal.hpp"
#include "unit/api/asked_engine.hpp"

namespace ipmi::api {
namespace {

using Numbers = std::vector<std::uint64_t>;

class EventStreamTest : public AskedEngine {
protected:
    void write(const Numbers& numbers, const std::string& host = "web2") {
        store::Changes changes;
        for (const auto number : numbers) {
            Event event;
            event.sequence = number;
            event.host = host;
            changes.events.push_back(event);
        }
        const auto written = journal_.write(changes);
        ASSERT_TRUE(written) << written.error().context;
    }
    /// All there is now, as "3", "4-6 are gone" …; how many calls it took goes to `calls`.
    static std::string told(const Answer& answer, std::size_t* calls = nullptr) {
        std::string all;
        auto then = Stream::Then::more;
        for (std::size_t i = 0; then == Stream::Then::more; ++i) {
            std::string chunk;
            then = answer.stream->next(chunk);
            EXPECT_FALSE(then == Stream::Then::more && chunk.empty()) << "nobody else would have a turn";
            all += chunk;
            if (calls != nullptr) *calls = i + 1;
        }
        std::string numbers;
        const std::string id = "id: ";
        const std::string gap = "event: gap\ndata: ";
        for (std::size_t at = 0; at < all.size(); at = all.find("\n\n", at) + 2) {
            const auto end = [&all](std::size_t from) { return all.substr(from, all.find('\n', from) - from); };
            if (all.compare(at, id.size(), id) == 0) numbers += end(at + id.size()) + ' ';
            if (all.compare(at, gap.size(), gap) == 0) numbers += end(at + gap.size()) + ' ';
        }
        return numbers;
    }
    Answer stream(const std::string& words) {
        auto asked = question("GET", "/v1/events" + words);
        asked.accept = "text/event-stream";
        return ask(asked);
    }
    store::Journal journal_ = store::Journal::open(folder_.path() + "/journal.sqlite").value();
};

TEST_F(EventStreamTest, TellsWhatComes) {
    write({1, 2});
    const auto stream = this->stream("?after=1");
    EXPECT_EQ(told(stream), "2 ");
    EXPECT_EQ(told(stream), "");
    write({3});
    EXPECT_EQ(told(stream), "3 ");
    const auto late = this->stream("");
    EXPECT_EQ(told(late), "");
    write({4});
    EXPECT_EQ(told(late), "4 ");
}

TEST_F(EventStreamTest, TellsOfEveryGapWhereItIs) {
    write({3, 4});
    const auto stream = this->stream("?after=0");
    EXPECT_EQ(told(stream), R"({"from":1,"to":2,"reason":"dropped"} 3 4 )");
    write({7, 9});
    EXPECT_EQ(told(stream), R"({"from":5,"to":6,"reason":"dropped"} 7 {"from":8,"to":8,"reason":"dropped"} 9 )");
    ASSERT_TRUE(journal_.skip_numbers(20, 0));
    EXPECT_EQ(told(stream), R"({"from":10,"to":20,"reason":"lost"} )");
    EXPECT_EQ(told(stream), "") << "once";
}

TEST_F(EventStreamTest, WhoHasHeardAnotherJournalIsToldAllOfThisOne) {
    auto stream = this->stream("?after=100000");
    std::string chunk;
    ASSERT_EQ(stream.stream->next(chunk), Stream::Then::wait);
    const std::string gap = "event: gap\ndata: {\"from\":1,\"to\":100000,\"reason\":\"reset\"}\n\n";
    EXPECT_EQ(chunk, ": \n\nid: 0\n" + gap) << "lost now, the client would come again with this id";
    write({1, 2});
    EXPECT_EQ(told(stream), "1 2 ") << "it is told once";
    auto asked = question("GET", "/v1/events");
    asked.accept = "text/event-stream";
    asked.last_event_id = "3";
    auto answer = ask(asked);
    chunk.clear();
    answer.stream->next(chunk);
    EXPECT_TRUE(
        chunk.starts_with(": \n\nid: 0\nevent: gap\ndata: {\"from\":3,\"to\":3,\"reason\":\"reset\"}\n\nid: 1\n"))
        << chunk;
    write({3});
    EXPECT_EQ(told(answer), "3 ");
}

TEST_F(EventStreamTest, OthersEventsAreNoGapButLostOnesAreOneToEverybody) {
    write({1});
    write({2, 3}, "db1");
    write({4, 6});
    const auto stream = this->stream("?after=0&set=web2");
    EXPECT_EQ(told(stream), R"(1 4 {"from":5,"to":5,"reason":"dropped"} 6 )");
}

TEST_F(EventStreamTest, SeeksTheEventsOfOneHostAmongManyInSteps) {
    Numbers many(12'000);
    for (std::size_t i = 0; i < many.size(); ++i) many[i] = i + 1;
    write(many);
    write({12'001}, "db1");
    const auto stream = this->stream("?after=0&set=db1");
    std::size_t calls = 0;
    EXPECT_EQ(told(stream, &calls), "12001 ");
    EXPECT_EQ(calls, 3u);
}

}  // namespace
}  // namespace ipmi::api
