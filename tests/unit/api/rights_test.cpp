#include "api/rights.hpp"

#include "api/event_stream.hpp"
#include "api/routes.hpp"
#include "unit/api/asked_engine.hpp"

namespace ipmi::api {
namespace {

constexpr const char* site = R"(
[credential.monitor]
user = "monitor"
password_file = "/nonexistent"
[host.web1]
address = "10.0.0.1"
credential = "monitor"
groups = ["rack1"]
[host.web2]
address = "10.0.0.2"
credential = "monitor"
)";

Rights rights_of(const UnixUser& user, const std::string& roles) {
    return Rights::of(user, inventory_of(site + roles)->roles());
}

TEST(Rights, NothingIsWrittenThenTheGroupViewsAndNobodyElseDoesAnything) {
    const auto member = rights_of({"nagios", {"nagios", "bmcscope"}}, "");
    EXPECT_EQ(member.everywhere(), Role::view);
    EXPECT_FALSE(member.may(Role::operate, "web1"));
    EXPECT_TRUE(rights_of({"alice", {"users"}}, "").none());
    EXPECT_EQ(Rights::of_owner({"root", {}}, {}).on("web1"), Role::admin);
}

TEST(Rights, ARoleForTheGroupTakesThePlaceOfTheUsualOne) {
    const auto member = rights_of({"nagios", {"bmcscope"}}, R"(
[role.checks]
role = "view"
groups = ["bmcscope"]
hosts = "@rack1"
)");
    EXPECT_TRUE(member.sees("web1"));
    EXPECT_FALSE(member.sees("web2"));
    EXPECT_FALSE(member.sees_all());
    EXPECT_FALSE(member.none());
}

TEST(Rights, OfSeveralRolesTheHighestCountsOnEachHost) {
    const auto alice = rights_of({"alice", {"noc"}}, R"(
[role.everybody]
role = "view"
groups = ["noc"]
[role.rack]
role = "operate"
users = ["alice", "bob"]
hosts = "@rack1"
[role.less]
role = "none"
users = ["alice"]
hosts = "web1"
)");
    EXPECT_EQ(alice.on("web1"), Role::operate);
    EXPECT_EQ(alice.on("web2"), Role::view);
    EXPECT_EQ(alice.on("gone"), Role::view) << "what the inventory no longer has";
    EXPECT_FALSE(alice.acts_for_others());
}

TEST(Rights, ActingForOthersIsNoRoleOfItsOwn) {
    const auto console = rights_of({"kvm", {}}, "[role.console]\nusers = [\"kvm\"]\nacts_for_others = true\n");
    EXPECT_TRUE(console.acts_for_others());
    EXPECT_TRUE(console.none());
}

TEST(Roles, AMistakeIsNamedWithItsPlace) {
    const auto problem = [](const std::string& role) -> std::string {
        try {
            inventory_of(site + role);
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "none";
    };
    const auto has = [&problem](const std::string& role, const char* text) {
        const auto said = problem("[role.x]\n" + role);
        EXPECT_NE(said.find(text), said.npos) << said;
    };
    has("users = [\"a\"]\n", "'role' is missing");
    has("role = \"god\"\nusers = [\"a\"]\n", "inventory.toml:13:9: 'god' is no role");
    has("role = \"view\"\n", "nobody has this role");
    has("role = \"view\"\nusers = [\"a\"]\nhosts = \"web1,nohost\"\n", ":15:15: role 'x': ");
    has("groups = [\"a\"]\nacts_for_others = true\n", "named one by one");
    has("users = [\"a\\nb\"]\nrole = \"view\"\n", "no name of a user");
    has("users = [\"a\"]\nrole = \"view\"\nacts_for_others = 1\n", "must be true or false");
    EXPECT_EQ(problem("[role.x]\nrole = \"view\"\nusers = \"a\"\n"), "none");
}

class RightsOfPages : public AskedEngine {
protected:
    void SetUp() override { recorder_->start(); }
};

TEST_F(RightsOfPages, ACallerWithoutARoleIsToldSo) {
    for (const auto uid : {uid_t{4'000'000'000}, static_cast<uid_t>(-1)}) {
        auto asked = question("GET", "/v1/hosts");
        asked.caller = {uid, 4'000'000'000, 1};
        EXPECT_EQ(ask(asked).status, 403u);
    }
}

TEST_F(RightsOfPages, NobodyActsForOthersUnasked) {
    auto asked = question("GET", "/v1/hosts");
    asked.acts_for_other = true;
    asked.on_behalf_of = "alice";
    EXPECT_EQ(ask(asked).status, 403u);
    ASSERT_TRUE(recorder_->flush(std::chrono::seconds(20)));
    const auto entries = json(ask("GET", "/v1/audit"))["entries"];
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0]["stage"], "refused");
    EXPECT_EQ(entries[0]["action"], "act for alice");
}

TEST_F(RightsOfPages, TheAuditOfOneHostAmongManyIsSoughtInSeveralPages) {
    inventory_ = inventory_of(std::string(two_hosts) + R"(
[role.one]
role = "admin"
users = ["daemon"]
hosts = "web2"
)");
    AuditEntry entry;
    entry.host = "db1";
    store::Changes changes;
    changes.audit.assign(rows_a_look, entry);
    entry.host = "web2";
    changes.audit.push_back(entry);
    recorder_->write(std::move(changes));
    ASSERT_TRUE(recorder_->flush(std::chrono::seconds(20)));
    auto asked = question("GET", "/v1/audit");
    asked.caller = {1, 1, 1};  // daemon, on any Debian
    const auto first = json(ask(asked));
    EXPECT_TRUE(first["entries"].empty());
    ASSERT_EQ(first["next"], rows_a_look);
    asked.target = "/v1/audit?after=" + std::to_string(rows_a_look);
    const auto second = json(ask(asked));
    ASSERT_EQ(second["entries"].size(), 1u);
    EXPECT_EQ(second["entries"][0]["sequence"], rows_a_look + 1);
    EXPECT_FALSE(second.contains("next"));
}

TEST_F(RightsOfPages, OrdersThatMakeNoSenseDoNothing) {
    for (const auto* body : {"", "[", "{}", R"({"action":"explode"})", R"({"action":"off","wait":0})",
                             R"({"action":"off","set":"web2"})", R"({"action":"off","force":true})"}) {
        auto wrong = question("POST", "/v1/hosts/web2/power");
        wrong.body = body;
        EXPECT_EQ(ask(wrong).status, 400u) << body;
    }
    auto no_control = question("POST", "/v1/hosts/web2/power");
    no_control.body = R"({"action":"off"})";
    const auto refusal = json(ask(no_control));
    EXPECT_EQ(refusal["status"], 409);
    EXPECT_NE(refusal["detail"].get<std::string>().find("has no 'control'"), std::string::npos) << refusal;
}

/// Walks the table of pages, so that one that is added and forgets the rights is found.
class PagesForSome : public AskedEngine {
protected:
    void SetUp() override {
        recorder_->start();
        happen(1, "web2");
        happen(2, "db1");
        happen(3, "db0");  // which the inventory no longer has
    }
    Answer ask_as_daemon(const Route& route, std::string target, const std::string& body) {
        auto asked = question(std::string(route.method), std::move(target));
        asked.caller = {1, 1, 1};  // daemon, on any Debian
        asked.body = body;
        return ask(asked);
    }
    static std::string with(std::string_view path, const std::string& host, const std::string& id) {
        std::string text(path);
        for (const auto& [word, value] : {std::pair<std::string, std::string>{"{host}", host}, {"{id}", id}})
            if (const auto at = text.find(word); at != text.npos) text.replace(at, word.size(), value);
        return text;
    }
    /// One that the page would take of somebody who may.
    static std::string body_of(const Route& route) {
        if (route.path == "/v1/power") return R"({"action":"off","set":"db1","count":1})";
        const std::map<std::string_view, std::string> bodies{{"", ""},
                                                             {"PowerOrder", R"({"action":"off"})"},
                                                             {"IdentifyOrder", R"({"on":true})"},
                                                             {"Acknowledging", R"({"note":"seen"})"},
                                                             {"Hint", R"({"host":"db1"})"},
                                                             {"Reload", R"({"force":true})"}};
        return bodies.at(route.body);  // a new word: what is a body of it?
    }
    PagesForSome() {
        inventory_ = inventory_of(std::string(two_hosts) + R"(
[group.databases]
members = "db1"
[role.some]
role = "admin"
users = ["daemon"]
hosts = "web2"
)");
    }
};

TEST_F(PagesForSome, NoPageTellsOfAHostThatIsNotSeen) {
    unsigned told = 0;
    for (const auto& route : routes()) {
        if (route.method != "GET") continue;
        const bool of_host = route.path.find("{host}") != route.path.npos;
        SCOPED_TRACE(std::string(route.path));
        const auto* words = route.path == "/v1/reports" ? "?hosts=web2&parts=sensors,sel" : "";
        auto own = ask_as_daemon(route, with(route.path, "web2", "1") + words, "");
        const auto text_of_own = text(own);
        EXPECT_EQ(own.status, 200u) << text_of_own;
        for (const auto* name : {"db1", "db0", "databases"})
            EXPECT_EQ(text_of_own.find(name), text_of_own.npos) << name << " in " << text_of_own;
        told += text_of_own.find("web2") != text_of_own.npos ? 1 : 0;
        if (of_host) {
            EXPECT_EQ(ask_as_daemon(route, with(route.path, "db1", "2"), "").status, 404u);
        }
        for (const auto& parameter : route.parameters) {
            if (parameter.name != "set") continue;
            for (const auto* set : {"db1", "web2,@databases"}) {
                auto unseen = ask_as_daemon(route, std::string(route.path) + "?set=" + set, "");
                EXPECT_EQ(unseen.status, 400u) << "as if there were none";
            }
        }
    }
    EXPECT_GT(told, 8u);
}

TEST_F(PagesForSome, NoOrderIsTakenForAHostThatIsNotSeen) {
    unsigned refused = 0;
    for (const auto& route : routes()) {
        if (route.method == "GET") continue;
        SCOPED_TRACE(std::string(route.path));
        auto answer = ask_as_daemon(route, with(route.path, "db1", "2"), body_of(route));
        const auto said = text(answer);
        const bool of_all = route.path == "/v1/inventory/reload";
        EXPECT_EQ(answer.status, of_all ? 403u : route.path == "/v1/power" ? 400u : 404u) << said;
        ++refused;
    }
    EXPECT_GT(refused, 6u);
}

}  // namespace
}  // namespace ipmi::api
