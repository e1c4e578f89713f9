#include "api/server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/local/stream_protocol.hpp>
#include <stdexcept>
#include <thread>

#include "unit/inventory/scratch_folder.hpp"

namespace ipmi::api {
namespace {

using namespace std::chrono_literals;

/// Says its words, and then ends or throws.
class Words final : public Stream {
public:
    explicit Words(bool throws) : throws_(throws) {}
    Then next(std::string& chunk) override {
        if (told_++ == 0) {
            chunk = "first";
            return Then::more;
        }
        if (throws_) throw std::runtime_error("the disk is gone");
        return Then::end;
    }

private:
    bool throws_;
    int told_ = 0;
};

Answer answer_to(const Question& question) {
    Answer answer;
    if (question.target == "/nothing") return problem(404, "no such page", "there is no such page");
    if (question.target == "/stream" || question.target == "/stream/throws")
        answer.stream = std::make_unique<Words>(question.target == "/stream/throws");
    else if (question.target == "/later/throws")
        answer.later = []() -> std::unique_ptr<Answer> { throw std::runtime_error("the disk is gone"); };
    else if (question.target == "/throws")
        throw std::runtime_error("the disk is gone");
    else
        answer.body = "{\"page\":1}\n";
    return answer;
}

class Client {
public:
    explicit Client(const std::string& path) : line_(boost::asio::local::stream_protocol::endpoint(path)) {
        line_.expires_after(20s);
    }
    void ask(const std::string& method, const std::string& target) {
        line_ << method << " " << target << " HTTP/1.1\r\nHost: localhost\r\n\r\n" << std::flush;
    }
    void say_no_more() { line_.socket().shutdown(boost::asio::local::stream_protocol::socket::shutdown_send); }
    /// The lines before the body; none where the connection has ended.
    std::string header() {
        std::string header;
        for (std::string line; std::getline(line_, line) && line != "\r";) header += line + "\n";
        return header;
    }
    std::string bytes(std::size_t count) {
        std::string text(count, '\0');
        line_.read(text.data(), static_cast<std::streamsize>(count));
        text.resize(static_cast<std::size_t>(line_.gcount()));
        return text;
    }

private:
    boost::asio::local::stream_protocol::iostream line_;
};

class ServerTest : public testing::Test {
protected:
    ServerTest() { server_->serve(); }
    [[nodiscard]] std::string path() const { return folder_.path() + "/engine.sock"; }
    [[nodiscard]] bool all_have_gone() const {
        const auto end = std::chrono::steady_clock::now() + 20s;
        while (counters_.connections > 0 && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(2ms);
        return counters_.connections == 0;
    }
    ScratchFolder folder_;
    ServerCounters counters_;
    std::unique_ptr<Server> server_ = Server::listen(path(), answer_to, counters_).value();
};

TEST_F(ServerTest, TakesItsPlaceAtOnceAndAnswersWhenItShall) {
    std::atomic<bool> shall = false;
    std::atomic<bool> too_early = false;
    const auto respond = [&shall, &too_early](const Question& question) {
        if (!shall) too_early = true;
        return answer_to(question);
    };
    const auto place = folder_.path() + "/other.sock";
    ServerCounters counters;
    const auto server = Server::listen(place, respond, counters).value();
    EXPECT_FALSE(Server::listen(place, respond, counters)) << "it is taken";
    Client early(place);
    early.ask("GET", "/page");
    Client other(path());
    for (int i = 0; i < 500; ++i) {  // in that time it would have answered, too
        other.ask("GET", "/page");
        ASSERT_TRUE(other.header().starts_with("HTTP/1.1 200 OK\r\n"));
        ASSERT_EQ(other.bytes(11), "{\"page\":1}\n");
    }
    EXPECT_EQ(counters.connections, 0u);
    shall = true;
    server->serve();
    EXPECT_TRUE(early.header().starts_with("HTTP/1.1 200 OK\r\n")) << "it has waited";
    EXPECT_FALSE(too_early);
}

TEST_F(ServerTest, AnswersHeadWithTheHeaderAloneAndKeepsStep) {
    Client client(path());
    for (const auto* target : {"/page", "/stream", "/nothing"}) {
        client.ask("HEAD", target);
        const auto head = client.header();
        const bool good = std::string_view(target) != "/nothing";
        EXPECT_TRUE(head.starts_with(good ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 404 Not Found\r\n")) << head;
        client.ask("GET", "/page");
        const auto next = client.header();
        EXPECT_TRUE(next.starts_with("HTTP/1.1 200 OK\r\n")) << target << ": " << next;
        EXPECT_NE(next.find("Content-Length: 11\r\n"), next.npos) << next;
        EXPECT_EQ(client.bytes(11), "{\"page\":1}\n");
        if (std::string_view(target) == "/page") {
            EXPECT_EQ(head, next) << "as GET would have it";
        }
    }
}

TEST_F(ServerTest, ThatTroubleIsOneConnectionsOwn) {
    {
        Client client(path());
        client.ask("GET", "/stream/throws");
        EXPECT_TRUE(client.header().starts_with("HTTP/1.1 200 OK\r\n"));
        EXPECT_EQ(client.bytes(1'000), "5\r\nfirst\r\n") << "it breaks off, without the last chunk";
        Client other(path());
        for (const auto* target : {"/later/throws", "/throws"}) {
            other.ask("HEAD", target);
            EXPECT_TRUE(other.header().starts_with("HTTP/1.1 500 ")) << target;
        }
        EXPECT_EQ(counters_.connections, 1u) << "the other is served on";
    }
    EXPECT_TRUE(all_have_gone()) << counters_.connections;
    EXPECT_EQ(counters_.streams, 0u);
}

TEST_F(ServerTest, DropsAnAnswerThatNobodyWaitsForAnyMore) {
    const auto held = std::make_shared<int>();
    const auto respond = [held](const Question&) {
        Answer answer;
        answer.later = [held]() -> std::unique_ptr<Answer> { return nullptr; };
        return answer;
    };
    ServerCounters counters;
    const auto server = Server::listen(folder_.path() + "/other.sock", respond, counters).value();
    server->serve();
    const auto before = held.use_count();
    const auto becomes = [&held](auto wanted) {
        const auto end = std::chrono::steady_clock::now() + 20s;
        while (!wanted(held.use_count()) && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(2ms);
        return wanted(held.use_count());
    };
    {
        Client client(folder_.path() + "/other.sock");
        client.ask("POST", "/order");
        ASSERT_TRUE(becomes([before](long count) { return count > before; }));
    }
    EXPECT_TRUE(becomes([before](long count) { return count == before; }));
}

TEST_F(ServerTest, AnswersAClientThatOnlySaysNoMore) {
    std::atomic<bool> known = false;
    std::atomic<int> looks = 0;
    const auto respond = [&known, &looks](const Question&) {
        Answer answer;
        answer.later = [&known, &looks] {
            ++looks;
            return known ? std::make_unique<Answer>(problem(404, "no such page", "none")) : nullptr;
        };
        return answer;
    };
    ServerCounters counters;
    const auto server = Server::listen(folder_.path() + "/other.sock", respond, counters).value();
    server->serve();
    Client client(folder_.path() + "/other.sock");
    client.ask("GET", "/page");
    client.say_no_more();
    const int before = looks;
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (looks < before + 2 && std::chrono::steady_clock::now() < end) {
        server->wake();
        std::this_thread::sleep_for(2ms);
    }
    known = true;
    EXPECT_TRUE(client.header().starts_with("HTTP/1.1 404 "));
}

}  // namespace
}  // namespace ipmi::api
