#include "api/readings_page.hpp"

#include <gtest/gtest.h>

#include "api/host_form.hpp"
#include "unit/api/asked_engine.hpp"

namespace ipmi::api {
namespace {

class Readings : public AskedEngine {
protected:
    std::string since(std::uint64_t generation, const std::string& more = "") {
        return "/v1/readings?since=" + std::to_string(generation) + more;
    }
    std::uint64_t now() { return engine_.snapshot().generation(); }
};

TEST_F(Readings, TellsTheSummaryOfEachHost) {
    const auto told = json(ask("GET", "/v1/readings"));
    EXPECT_EQ(told["generation"], now());
    EXPECT_EQ(told["full"], true);
    EXPECT_FALSE(told.contains("gone"));
    ASSERT_EQ(told["hosts"].size(), 3u);
    for (const auto& host : told["hosts"])
        EXPECT_EQ(host, nlohmann::json::parse(
                            schema::line(summary(*engine_.snapshot().find(host["host"].get<std::string>())))));
}

TEST_F(Readings, TellsOnlyWhatIsNewAndWhoHasGone) {
    const auto begin = now();
    auto told = json(ask("GET", since(begin)));
    EXPECT_EQ(told["full"], false);
    EXPECT_TRUE(told["hosts"].empty());
    EXPECT_TRUE(told["gone"].empty());
    auto fewer = targets();
    fewer.pop_back();
    fewer.push_back(fewer[0]);
    fewer.back().name = "web3";
    engine_.set_hosts(fewer, {});
    told = json(ask("GET", since(begin)));
    ASSERT_EQ(told["hosts"].size(), 1u);
    EXPECT_EQ(told["hosts"][0]["host"], "web3");
    EXPECT_EQ(told["gone"], nlohmann::json({"db1", "web 10"}));
    told = json(ask("GET", since(told["generation"].get<std::uint64_t>())));
    EXPECT_TRUE(told["gone"].empty());
}

TEST_F(Readings, TellsAllWhereNobodyKnowsWhatHasChanged) {
    for (const auto generation : {std::uint64_t{0}, std::uint64_t{17}, now() + 1, ~std::uint64_t{0}})
        EXPECT_EQ(json(ask("GET", since(generation)))["full"], true) << generation;
    const auto before = now();
    EXPECT_EQ(json(ask("GET", since(before, "&set=web2")))["full"], false);
    engine_.set_hosts(targets(), {});
    EXPECT_EQ(json(ask("GET", since(before)))["full"], false);
    EXPECT_EQ(json(ask("GET", since(before, "&set=web2")))["full"], true) << "who is in the set may have changed";
}

TEST_F(Readings, TellsTheSameInCbor) {
    auto question = this->question("GET", "/v1/readings?set=@rack1");
    const auto told = json(ask(question));
    question.accept = "application/cbor";
    auto answer = ask(question);
    EXPECT_EQ(answer.content_type, "application/cbor");
    EXPECT_EQ(nlohmann::json::from_cbor(text(answer)), told);
    EXPECT_EQ(told["hosts"].size(), 2u);
}

TEST_F(Readings, RefusesWhatIsNoSet) {
    EXPECT_EQ(ask("GET", "/v1/readings?set=@nobody").status, 400u);
    EXPECT_EQ(ask("GET", "/v1/readings?since=x").status, 400u);
}

}  // namespace
}  // namespace ipmi::api
