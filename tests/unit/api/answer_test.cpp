#include "api/answer.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace ipmi::api {
namespace {

using nlohmann::json;

/// Of an engine that was never started: two hosts that were not asked yet, one whose password cannot be read.
class AnswerTest : public testing::Test {
protected:
    Answer ask(const std::string& method, const std::string& target) { return answer(engine_, {method, target}); }

    static std::vector<Target> targets() {
        std::vector<Target> two(2);
        two[0].name = "web01";
        two[0].addresses = {"127.0.0.1:9"};
        two[1].name = "web 02";
        return two;
    }
    engine::Engine engine_{{}, targets(), {{"db1", {"127.0.0.2"}, Error{Errc::local, "no password", {}}}}};
};

TEST_F(AnswerTest, ListsAllHosts) {
    const auto answer = ask("GET", "/v1/hosts");
    EXPECT_EQ(answer.status, 200u);
    const auto hosts = json::parse(answer.body)["hosts"];
    ASSERT_EQ(hosts.size(), 3u);
    EXPECT_EQ(hosts[0]["reach"], "not asked yet");
    EXPECT_EQ(hosts[0]["severity"], "unknown");
    EXPECT_EQ(hosts[2]["error"]["context"], "no password");
}

TEST_F(AnswerTest, HasNoReportOfAHostThatWasNotRead) {
    const auto answer = ask("GET", "/v1/hosts/web%2002/sensors");
    EXPECT_EQ(answer.status, 200u);
    const auto host = json::parse(answer.body);
    EXPECT_EQ(host["host"], "web 02");
    EXPECT_FALSE(host.contains("report"));
    EXPECT_FALSE(host.contains("read"));
}

TEST_F(AnswerTest, TellsWhatIsWrongWithAQuestion) {
    const auto nobody = ask("GET", "/v1/hosts/nobody");
    EXPECT_EQ(nobody.status, 404u);
    EXPECT_EQ(nobody.content_type, "application/problem+json");
    EXPECT_EQ(json::parse(nobody.body)["detail"], "the inventory has no host 'nobody'");
    const auto change = ask("PUT", "/v1/hosts");
    EXPECT_EQ(change.status, 405u);
    EXPECT_EQ(change.allow, "GET");
    EXPECT_EQ(ask("GET", "/v2/hosts").status, 404u);
    EXPECT_EQ(ask("GET", "hosts").status, 400u);
}

TEST_F(AnswerTest, RefreshesWhatCanBeAsked) {
    const auto asked = ask("POST", "/v1/hosts/web01/refresh");
    EXPECT_EQ(asked.status, 202u);
    EXPECT_EQ(json::parse(asked.body)["host"], "web01");
    EXPECT_EQ(ask("POST", "/v1/hosts/nobody/refresh").status, 404u);
    const auto unusable = ask("POST", "/v1/hosts/db1/refresh");
    EXPECT_EQ(unusable.status, 409u);
    EXPECT_EQ(json::parse(unusable.body)["detail"], "no password");
    EXPECT_EQ(ask("GET", "/v1/hosts/web01/refresh").status, 405u);
}

TEST_F(AnswerTest, TellsSeveralPartsOfSeveralHosts) {
    const auto told = ask("GET", "/v1/reports?parts=sensors,sel&hosts=web%2002,web01");
    EXPECT_EQ(told.status, 200u);
    const auto list = json::parse(told.body)["reports"];
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0]["host"], "web 02");
    EXPECT_EQ(ask("GET", "/v1/reports").status, 400u);
}

// A path may hold any byte; what is told of it is JSON all the same.
TEST_F(AnswerTest, IsJsonWhateverWasAsked) {
    for (const auto* target : {"/v1/hosts/%ff%00", "/\xff", "/v1/hosts/%22"}) {
        const auto told = ask("GET", target);
        EXPECT_EQ(told.status, 404u);
        EXPECT_TRUE(json::accept(told.body)) << told.body;
    }
}

}  // namespace
}  // namespace ipmi::api
