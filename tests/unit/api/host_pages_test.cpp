#include "api/host_pages.hpp"

#include <gtest/gtest.h>

#include "unit/api/asked_engine.hpp"

namespace ipmi::api {
namespace {

class HostPages : public AskedEngine {
protected:
    std::vector<std::string> names(const std::string& query) {
        std::vector<std::string> names;
        last_ = json(ask("GET", "/v1/hosts" + query));
        for (const auto& host : last_["hosts"]) names.push_back(host["host"].get<std::string>());
        return names;
    }
    using Names = std::vector<std::string>;
    nlohmann::json last_;
};

TEST_F(HostPages, ComeInPages) {
    EXPECT_EQ(names("?limit=2"), (Names{"db1", "web 10"}));
    const auto next = last_["next"].get<std::string>();
    EXPECT_EQ(names("?limit=2&after=" + next), Names{"web2"});
    EXPECT_FALSE(last_.contains("next"));
    EXPECT_EQ(names("?limit=3").size(), 3u);
    EXPECT_FALSE(last_.contains("next")) << "there are no more";
    EXPECT_EQ(names("?after=e"), (Names{"web 10", "web2"})) << "also after a host that has gone meanwhile";
    EXPECT_EQ(ask("GET", "/v1/hosts?limit=0").status, 400u);
}

TEST_F(HostPages, AreThoseThatAreAskedFor) {
    EXPECT_EQ(names("?reach=silent"), Names{"db1"});
    EXPECT_EQ(names("?reach=not%20asked%20yet&limit=1"), Names{"web 10"});
    EXPECT_EQ(last_["next"], "web 10");
    EXPECT_EQ(names("?severity=critical"), Names{});
    EXPECT_EQ(names("?power=unknown").size(), 3u);
    EXPECT_EQ(names("?set=@rack1&reach=silent"), Names{"db1"});
    EXPECT_EQ(ask("GET", "/v1/hosts?reach=perhaps").status, 400u);
}

TEST_F(HostPages, SayWhatIsWrongWithTheJournalWhateverTheClientHas) {
    ScratchFolder folder;
    folder.file("journal.sqlite", std::string(8192, 'x'));
    const auto recorder = engine::Recorder::open(folder.path(), {}).value();
    engine::Engine engine({}, *recorder);
    engine.set_hosts(targets(), {});
    auto asked = question("GET", "/v1/hosts?limit=1");
    asked.if_none_match = "*";
    auto told = answer(Context{engine, inventory_}, asked);
    EXPECT_EQ(told.status, 200u);
    EXPECT_EQ(told.etag, "") << "it would be as good when the journal is written again";
    const auto page = json(std::move(told));
    EXPECT_EQ(page["next"], "web 10");
    EXPECT_NE(page["trouble"].get<std::string>().find("damaged"), std::string::npos);
    for (const auto* other : {"/v1/incidents", "/v1/events"})
        EXPECT_EQ(json(answer(Context{engine, inventory_}, question("GET", other)))["trouble"], page["trouble"]);
    EXPECT_FALSE(json(ask("GET", "/v1/hosts")).contains("trouble"));
    EXPECT_EQ(ask(asked).status, 304u);
}

TEST_F(HostPages, OfGroupsTellHowTheirHostsStandTogether) {
    const auto told = json(ask("GET", "/v1/groups"));
    ASSERT_EQ(told["groups"].size(), 2u);
    EXPECT_EQ(told["groups"][0]["group"], "*");
    const auto& rack = told["groups"][1];
    EXPECT_EQ(rack["group"], "rack1");
    EXPECT_EQ(rack["members"], "db1,web2");
    EXPECT_EQ(rack["hosts"], 2);
    EXPECT_EQ(rack["severity"], "unknown");
    EXPECT_EQ(rack["lamp"]["colour"], "amber");
    EXPECT_EQ(rack["by_reach"], (nlohmann::json{{"silent", 1}, {"not asked yet", 1}}));
    EXPECT_EQ(rack["incidents"], 0);
}

}  // namespace
}  // namespace ipmi::api
