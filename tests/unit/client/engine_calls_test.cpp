// What doors ask an engine, and what they make of answers, good ones and others.
#include "client/engine_calls.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>

#include "client/engine_http.hpp"
#include "client/engine_orders.hpp"
#include "unit/client/small_engine.hpp"
#include "unit/inventory/scratch_folder.hpp"

namespace {

using namespace std::chrono_literals;
using namespace ipmi::client;
using ipmi::Errc;
using ipmi::Severity;

constexpr const char* incident =
    R"({"id":12,"host":"web01","key":"32.0.12","severity":"critical","text":"CPU1 Temp 98 C","sources":["sensor"],)"
    R"("raised":"2026-11-24T04:31:07.250Z","updated":"2026-11-24T04:31:07.250Z"})";
constexpr const char* event =
    R"({"sequence":42,"time":"2026-11-24T04:31:07.250Z","host":"web01","kind":"sensor","severity":"critical","text":"x"})";
constexpr const char* summary =
    R"({"host":"web01","addresses":["10.0.0.1"],"reach":"silent","since":"2026-11-24T04:31:07.250Z",)"
    R"("error":{"code":"timeout","context":"login: no answer"},"severity":"unknown","power":"on",)"
    R"("lamp":{"colour":"amber","blinking":false},"generation":3,"incidents":2})";

/// One answer to every question; what was asked is kept.
class Engine {
public:
    explicit Engine(std::string body, std::string status = "200 OK")
        : engine_(folder_.path() + "/engine.sock", [this, body, status](Caller& caller, std::size_t) {
              for (auto asked = caller.request(); !asked.empty(); asked = caller.request()) {
                  asked_ = asked;
                  caller.answer(body, status);
              }
          }) {}
    std::string socket() const { return folder_.path() + "/engine.sock"; }
    std::string line() const { return asked_.substr(0, asked_.find('\r')); }
    std::string body() const { return asked_.substr(asked_.find("\r\n\r\n") + 4); }

private:
    ScratchFolder folder_;
    std::string asked_;
    SmallEngine engine_;
};

std::string listed(const char* name, const std::string& member) {
    return std::string("{\"") + name + "\":[" + member + "],\"oldest\":1,\"newest\":42,\"generation\":1}";
}

TEST(Page, EncodesWhatItIsAskedWith) {
    EXPECT_EQ(page("/v1/hosts", {{"set", "web[1-2],@r1!~a.*&b"}, {"x", ""}}),
              "/v1/hosts?set=web%5B1-2%5D%2C%40r1%21~a.%2A%26b");
    EXPECT_EQ(page("/v1/hosts", {{"set", ""}}), "/v1/hosts");
    EXPECT_EQ(page("/v1/events", {{"after", "0"}, {"limit", "5"}}), "/v1/events?after=0&limit=5");
}

TEST(EngineCalls, AskForHosts) {
    Engine engine(listed("hosts", summary));
    EngineLink link(engine.socket());
    const auto hosts = hosts_of(link, "web[01-02]", 5s);
    ASSERT_TRUE(hosts) << hosts.error().context;
    EXPECT_EQ(engine.line(), "GET /v1/hosts?set=web%5B01-02%5D HTTP/1.1");
    ASSERT_EQ(hosts->size(), 1u);
    const auto& host = hosts->front();
    EXPECT_EQ(host.host, "web01");
    EXPECT_FALSE(host.answers());
    EXPECT_EQ(host.error->context, "login: no answer");
    EXPECT_EQ(host.severity, Severity::unknown);
    EXPECT_EQ(host.power, ipmi::PowerState::on);
    EXPECT_EQ(host.lamp.colour, ipmi::Lamp::Colour::amber);
    EXPECT_EQ(host.incidents, 2u);
}

TEST(EngineCalls, AskForIncidents) {
    Engine engine(listed("incidents", incident));
    EngineLink link(engine.socket());
    const auto incidents = incidents_of(link, {"@r1", false}, 5s);
    ASSERT_TRUE(incidents) << incidents.error().context;
    EXPECT_EQ(engine.line(), "GET /v1/incidents?state=open&set=%40r1 HTTP/1.1");
    EXPECT_EQ(incidents->incidents.at(0).id, 12u);
    EXPECT_EQ(incidents->trouble, "");
    ASSERT_TRUE(incidents_of(link, {"", true}, 5s));
    EXPECT_EQ(engine.line(), "GET /v1/incidents?state=all HTTP/1.1");
}

TEST(EngineCalls, AskForIncidentsPageByPage) {
    ScratchFolder folder;
    std::vector<std::string> lines;
    SmallEngine engine(folder.path() + "/engine.sock", [&lines](Caller& caller, std::size_t) {
        for (auto asked = caller.request(); !asked.empty(); asked = caller.request()) {
            lines.push_back(asked.substr(0, asked.find('\r')));
            const auto more = lines.size() < 3 ? ",\"next\":" + std::to_string(9 - lines.size()) : std::string();
            caller.answer(std::string("{\"incidents\":[") + incident + "]" + more + R"(,"trouble":"disk\u001b full"})");
        }
    });
    EngineLink link(folder.path() + "/engine.sock");
    const auto incidents = incidents_of(link, {"", true}, 5s);
    ASSERT_TRUE(incidents) << incidents.error().context;
    EXPECT_EQ(incidents->incidents.size(), 3u);
    EXPECT_EQ(incidents->trouble.find('\x1b'), std::string::npos);
    EXPECT_TRUE(incidents->trouble.starts_with("disk")) << incidents->trouble;
    EXPECT_EQ(lines.back(), "GET /v1/incidents?state=all&after=7 HTTP/1.1");
}

TEST(EngineCalls, AskForTheAuditPageByPage) {
    ScratchFolder folder;
    std::vector<std::string> lines;
    SmallEngine engine(folder.path() + "/engine.sock", [&lines](Caller& caller, std::size_t) {
        for (auto asked = caller.request(); !asked.empty(); asked = caller.request()) {
            lines.push_back(asked.substr(0, asked.find('\r')));
            caller.answer(lines.size() == 1
                              ? R"({"entries":[],"next":5000})"
                              : R"({"entries":[{"sequence":5001,"time":"2026-11-24T02:11:07.250Z","who":"alice",)"
                                R"("action":"power off","stage":"done"}]})");
        }
    });
    EngineLink link(folder.path() + "/engine.sock");
    const auto entries = audit_of(link, 0, 5s);
    ASSERT_TRUE(entries) << entries.error().context;
    EXPECT_EQ(entries->size(), 1u) << "an empty page is not the end";
    EXPECT_EQ(lines.back(), "GET /v1/audit?after=5000&limit=1000 HTTP/1.1");
}

TEST(EngineCalls, Acknowledge) {
    Engine engine(incident);
    EngineLink link(engine.socket());
    ASSERT_TRUE(acknowledge(link, 12, {"fan \"ordered\"", 2h}, 5s));
    EXPECT_EQ(engine.line(), "POST /v1/incidents/12/ack HTTP/1.1");
    EXPECT_EQ(engine.body(), R"({"note":"fan \"ordered\"","seconds":7200})");
    ASSERT_TRUE(acknowledge(link, 12, {}, 5s));
    EXPECT_EQ(engine.body(), "{}");
}

TEST(EngineCalls, AskForEvents) {
    Engine engine(listed("events", event));
    EngineLink link(engine.socket());
    const auto events = events_of(link, {"web01", 5, 10}, 5s);
    ASSERT_TRUE(events) << events.error().context;
    EXPECT_EQ(engine.line(), "GET /v1/events?after=5&limit=10&set=web01 HTTP/1.1");
    EXPECT_EQ(events->events.at(0).sequence, 42u);
    EXPECT_EQ(events->newest, 42u);
    EXPECT_EQ(events->next, std::nullopt);
    Engine more(R"({"events":[],"oldest":1,"newest":42,"next":7})");
    EngineLink to_more(more.socket());
    EXPECT_EQ(events_of(to_more, {}, 5s)->next, 7u);
}

TEST(EngineCalls, TellWhyTheEngineRefuses) {
    Engine engine(R"({"type":"about:blank","detail":"no host \u001b[2J'web99'"})", "404 Not Found");
    EngineLink link(engine.socket());
    const auto hosts = hosts_of(link, "web99", 5s);
    ASSERT_FALSE(hosts);
    EXPECT_EQ(hosts.error().code, Errc::local);
    EXPECT_NE(hosts.error().context.find("'web99'"), std::string::npos) << hosts.error().context;
    EXPECT_EQ(hosts.error().context.find('\x1b'), std::string::npos);
    EXPECT_EQ(acknowledge(link, 1, {}, 5s).error().code, Errc::local);
}

TEST(EngineCalls, RefuseAnswersThatMakeNoSense) {
    for (const auto* body : {"", "nonsense", "7", "[]", "{}", R"({"hosts":{}})", R"({"hosts":[7]})",
                             R"({"hosts":[{"host":"a"}],"incidents":[{}],"events":[{}],"oldest":-1,"newest":"x"})"}) {
        Engine engine(body);
        EngineLink link(engine.socket());
        for (const auto& code : {hosts_of(link, "", 5s).error().code, incidents_of(link, {}, 5s).error().code,
                                 events_of(link, {}, 5s).error().code, acknowledge(link, 1, {}, 5s).error().code})
            EXPECT_EQ(code, Errc::malformed) << body;
    }
    Engine deep(std::string(100'000, '['));
    EngineLink link(deep.socket());
    EXPECT_EQ(hosts_of(link, "", 5s).error().code, Errc::malformed);
}

TEST(EngineCalls, DoNotWaitForEver) {
    ScratchFolder folder;
    SmallEngine engine(folder.path() + "/engine.sock", [](Caller& caller, std::size_t) { caller.wait_for_end(); });
    EngineLink link(folder.path() + "/engine.sock");
    EXPECT_EQ(hosts_of(link, "", 100ms).error().code, Errc::timeout);
}

TEST(EngineCalls, SayThatNoEngineRuns) {
    EngineLink link("/nonexistent/engine.sock");
    const auto hosts = hosts_of(link, "", 5s);
    EXPECT_EQ(hosts.error().code, Errc::unreachable);
    EXPECT_NE(hosts.error().context.find("is bmcscoped running"), std::string::npos);
    EXPECT_EQ(hosts_of(*std::make_unique<EngineLink>(std::string(200, 'x')), "", 5s).error().code, Errc::local);
}

// An engine that was started anew has closed what we kept. A question is asked again, what does something is said once.
TEST(EngineLink, AsksAgainWhereAKeptConnectionHasEnded) {
    ScratchFolder folder;
    const auto path = folder.path() + "/engine.sock";
    std::atomic<int> gets = 0;
    std::atomic<int> posts = 0;
    SmallEngine engine(path, [&gets, &posts](Caller& caller, std::size_t) {
        const auto asked = caller.request();
        ++(asked.starts_with("POST") ? posts : gets);
        caller.answer("{}");  // and closes, without saying so
    });
    EngineLink link(path);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(link.get("/v1/hosts", 5s));
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(link.post("/v1/incidents/1/ack", "{}", 5s));
    EXPECT_EQ(gets, 3);
    EXPECT_EQ(posts, 3);
}

TEST(EngineLink, SaysOnceWhatIsNotAnswered) {
    ScratchFolder folder;
    const auto path = folder.path() + "/engine.sock";
    std::atomic<int> posts = 0;
    SmallEngine engine(path, [&posts](Caller& caller, std::size_t) {
        if (!caller.request().empty()) ++posts;
    });
    EngineLink link(path);
    EXPECT_FALSE(link.post("/v1/incidents/1/ack", "{}", 5s));
    EXPECT_EQ(posts, 1);
}

}  // namespace
