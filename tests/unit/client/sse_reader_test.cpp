// Server-sent events as WHATWG HTML has them, byte by byte, and streams that mean harm.
#include "client/sse_reader.hpp"

#include <gtest/gtest.h>

#include <random>

namespace {

using ipmi::Errc;
using ipmi::client::SseMessage;
using ipmi::client::SseReader;

using Messages = std::vector<SseMessage>;

Messages read_in_pieces(std::string_view bytes, std::size_t piece) {
    SseReader reader;
    Messages messages;
    while (!bytes.empty()) {
        EXPECT_TRUE(reader.take(bytes.substr(0, piece), messages));
        bytes.remove_prefix(std::min(piece, bytes.size()));
    }
    return messages;
}
Messages read(std::string_view bytes) {
    return read_in_pieces(bytes, bytes.size() + 1);
}

TEST(ServerSentEvents, HaveAnIdANameAndData) {
    EXPECT_EQ(read("id: 42\nevent: sensor\ndata: {\"a\":1}\n\n"), (Messages{{"42", "sensor", "{\"a\":1}"}}));
}

// The examples of the specification, section "Interpreting an event stream".
TEST(ServerSentEvents, AreReadAsTheSpecificationsExamples) {
    EXPECT_EQ(read("data: YHOO\ndata: +2\ndata: 10\n\n"), (Messages{{"", "", "YHOO\n+2\n10"}}));
    EXPECT_EQ(read(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n"),
              (Messages{{"1", "", "first event"}, {"", "", "second event"}}))
        << "the third is never ended by a blank line";
    EXPECT_EQ(read("data\n\ndata\ndata\n\ndata:"), (Messages{{"", "", ""}, {"", "", "\n"}}));
    EXPECT_EQ(read("data:test\n\ndata: test\n\n"), (Messages{{"", "", "test"}, {"", "", "test"}}));
}

TEST(ServerSentEvents, EndLinesInThreeWays) {
    const Messages wanted{{"1", "a", "x\ny"}};
    for (const auto* text : {"id:1\nevent:a\ndata:x\ndata:y\n\n", "id:1\revent:a\rdata:x\rdata:y\r\r",
                             "id:1\r\nevent:a\r\ndata:x\r\ndata:y\r\n\r\n"})
        EXPECT_EQ(read(text), wanted) << text;
}

TEST(ServerSentEvents, AreTheSameInWhateverPiecesTheyCome) {
    const std::string text =
        "\xef\xbb\xbf: hello\r\n\r\nid: 7\r\nevent: gap\r\ndata: {\r\ndata: }\r\n\r\nretry: 10\n: \n\ndata: z\r\r";
    const auto whole = read(text);
    ASSERT_EQ(whole, (Messages{{"7", "gap", "{\n}"}, {"7", "", "z"}}));
    for (std::size_t piece = 1; piece < text.size(); ++piece) EXPECT_EQ(read_in_pieces(text, piece), whole) << piece;
}

TEST(ServerSentEvents, LeaveOutWhatHasNoData) {
    EXPECT_EQ(read("event: sensor\n\n: \n\n\n\nid: 9\n\n"), Messages{});
    EXPECT_EQ(read("event: sensor\n\ndata: x\n\n"), (Messages{{"", "", "x"}})) << "the name goes with its own message";
}

TEST(ServerSentEvents, IgnoreAnIdWithANul) {
    using namespace std::string_view_literals;
    EXPECT_EQ(read("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n"sv), (Messages{{"1", "", "a"}, {"1", "", "b"}}));
}

TEST(ServerSentEvents, EndWithAnErrorBeforeTheyFillTheMemory) {
    const std::string piece(1000, 'x');
    for (const bool in_one_line : {true, false}) {
        SseReader reader;
        Messages messages;
        std::size_t taken = 0;
        ipmi::Result<void> outcome;
        while (outcome && taken < 100 * SseReader::longest) {
            outcome = reader.take(in_one_line ? piece : "data:" + piece + '\n', messages);
            taken += piece.size();
        }
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().code, Errc::malformed);
        EXPECT_LE(taken, SseReader::longest + 2 * piece.size());
        EXPECT_TRUE(messages.empty());
    }
}

TEST(ServerSentEvents, AreNotHarmedByRubbish) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const std::string_view letters("\r\n:: dataid\0\xff\xef\xbb\xbf", 16);
    for (int round = 0; round < 200; ++round) {
        SseReader reader;
        Messages messages;
        std::string text;
        for (int i = 0; i < 500; ++i) text += letters[random() % letters.size()];
        EXPECT_TRUE(reader.take(text, messages));
    }
}

}  // namespace
