#include "unit/api/asked_engine.hpp"

namespace ipmi::api {
namespace {

using AnswerTest = AskedEngine;

TEST_F(AnswerTest, ListsAllHosts) {
    const auto hosts = json(ask("GET", "/v1/hosts"))["hosts"];
    ASSERT_EQ(hosts.size(), 3u);
    EXPECT_EQ(hosts[0]["error"]["context"], "no password");
    EXPECT_EQ(hosts[1]["reach"], "not asked yet");
    EXPECT_EQ(hosts[1]["severity"], "unknown");
}

TEST_F(AnswerTest, HasNoReportOfAHostThatWasNotRead) {
    const auto host = json(ask("GET", "/v1/hosts/web%2010/sensors"));
    EXPECT_EQ(host["host"], "web 10");
    EXPECT_FALSE(host.contains("report"));
    EXPECT_FALSE(host.contains("read"));
}

TEST_F(AnswerTest, TellsWhatIsWrongWithAQuestion) {
    const auto nobody = ask("GET", "/v1/hosts/nobody");
    EXPECT_EQ(nobody.status, 404u);
    EXPECT_EQ(nobody.content_type, "application/problem+json");
    EXPECT_EQ(nlohmann::json::parse(nobody.body)["detail"], "the inventory has no host 'nobody'");
    const auto change = ask("PUT", "/v1/hosts");
    EXPECT_EQ(change.status, 405u);
    EXPECT_EQ(change.allow, "GET, HEAD");
    EXPECT_EQ(ask("GET", "/v2/hosts").status, 404u);
    EXPECT_EQ(ask("GET", "hosts").status, 400u);
}

// The server leaves the body out.
TEST_F(AnswerTest, OfHeadIsThatOfGet) {
    EXPECT_EQ(ask("HEAD", "/v1/hosts/web2").body, ask("GET", "/v1/hosts/web2").body);
    EXPECT_EQ(ask("HEAD", "/v1/hosts/nobody").status, 404u);
    const auto order = ask("HEAD", "/v1/hints");
    EXPECT_EQ(order.status, 405u);
    EXPECT_EQ(order.allow, "POST");
    EXPECT_EQ(ask("DELETE", "/v1/hosts/web2/power").allow, "GET, HEAD, POST");
}

TEST_F(AnswerTest, NamesTheParametersThatThereAre) {
    const auto wrong = ask("GET", "/v1/hosts/db1?colour=red");
    EXPECT_EQ(wrong.status, 400u);
    EXPECT_EQ(nlohmann::json::parse(wrong.body)["detail"],
              "there is no parameter 'colour': this page takes no parameters");
}

TEST_F(AnswerTest, IsNotMadeAgainForWhoHasIt) {
    for (const auto* target : {"/v1/hosts/web2", "/v1/hosts/web2/sensors", "/v1/hosts/web2/fru"}) {
        auto asked = question("GET", target);
        const auto first = ask(asked);
        EXPECT_EQ(first.status, 200u);
        ASSERT_TRUE(first.etag.starts_with("W/\"")) << first.etag;
        asked.if_none_match = "\"x\", " + first.etag;
        auto again = ask(asked);
        EXPECT_EQ(again.status, 304u) << target;
        EXPECT_EQ(again.etag, first.etag);
        EXPECT_TRUE(again.body.empty());
        asked.if_none_match = "*";
        EXPECT_EQ(ask(asked).status, 304u);
        asked.if_none_match = "W/\"17\"";
        EXPECT_EQ(ask(asked).status, 200u);
    }
    EXPECT_TRUE(ask("GET", "/v1/hosts/nobody").etag.empty());
}

// A path may hold any byte; what is told of it is JSON all the same.
TEST_F(AnswerTest, IsJsonWhateverWasAsked) {
    for (const auto* target : {"/v1/hosts/%ff%00", "/\xff", "/v1/hosts/%22"}) {
        const auto told = ask("GET", target);
        EXPECT_EQ(told.status, 404u);
        EXPECT_TRUE(nlohmann::json::accept(told.body)) << told.body;
    }
}

}  // namespace
}  // namespace ipmi::api
