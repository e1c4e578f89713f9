#include "inventory/poll_entry.hpp"

#include <gtest/gtest.h>

#include "inventory/inventory.hpp"
#include "unit/inventory/scratch_folder.hpp"

namespace ipmi::inventory {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class Polls : public testing::Test {
protected:
    Result<Inventory> load(const std::string& more) {
        std::string text = "[credential.m]\nuser = \"m\"\npassword_file = \"m\"\n";
        for (const auto* host : {"web01", "web02", "web03"})
            text += "[host." + std::string(host) +
                    "]\naddress = \"10.0.0.1\"\ncredential = \"m\"\ngroups = [\"all\"]\n" +
                    (more.starts_with("poll") && host == std::string("web01") ? more + "\n" : "");
        if (!more.starts_with("poll")) text += more;
        return Inventory::load(folder_.file("inventory.toml", text));
    }
    std::string refusal(const std::string& more) {
        const auto inventory = load(more);
        return inventory ? "" : inventory.error().context;
    }
    ScratchFolder folder_;
};

TEST_F(Polls, AreThoseOfTheHostElseOfItsSmallestGroup) {
    const auto inventory = load(R"(
[group.all]
poll = { sensors = "5m", power = "90s", requests_per_second = 2.5 }
[group.two]
members = "web[01-02]"
poll = { sensors = "30s" }
[host.web04]
address = "10.0.0.4"
credential = "m"
groups = ["all", "two"]
poll = { sensors = "2s", inventory = "12h" }
)");
    ASSERT_TRUE(inventory) << inventory.error().context;
    EXPECT_EQ(inventory->poll("web01").sensors, seconds(30));
    EXPECT_EQ(inventory->poll("web01").power, seconds(90));
    EXPECT_EQ(inventory->poll("web03").sensors, minutes(5));
    EXPECT_EQ(inventory->poll("web03").requests_per_second, 2.5);
    EXPECT_EQ(inventory->poll("web04").sensors, seconds(2));
    EXPECT_EQ(inventory->poll("web04").inventory, hours(12));
    EXPECT_EQ(inventory->poll("web04").device, std::nullopt);
    EXPECT_EQ(to_string(inventory->poll("web01")), "sensors every 30s, power every 90s, at most 2.5 requests a second");
    EXPECT_TRUE(inventory->poll("nobody").empty());
}

TEST_F(Polls, OfGroupsOfTheSameSizeMustAgree) {
    const std::string a = "[group.a]\nmembers = \"web[01-02]\"\npoll = { sel = \"1m\" }\n";
    EXPECT_EQ(refusal(a + "[group.b]\nmembers = \"web[02-03]\"\npoll = { sel = \"1m\" }\n"), "");
    EXPECT_EQ(refusal(a + "[group.b]\nmembers = \"web[02-03]\"\npoll = { power = \"3m\" }\n"), "");
    const auto why = refusal(a + "[group.b]\nmembers = \"web[02-03]\"\npoll = { sel = \"3m\" }\n");
    EXPECT_NE(why.find("groups 'a' and 'b' are equally large"), why.npos) << why;
    EXPECT_NE(why.find("'web02'"), why.npos) << why;
}

TEST_F(Polls, WhatMakesNoSenseIsRefusedAtItsPlace) {
    for (const auto& [poll, what] :
         {std::pair("sensors = \"30\"", "'30' is no period"), std::pair("sensors = \"0s\"", "is no period"),
          std::pair("sensors = \"nan s\"", "is no period"), std::pair("sensors = \"8d\"", "is no period"),
          std::pair("sensors = 30", "string"), std::pair("requests_per_second = -1", "from 0"),
          std::pair("requests_per_second = nan", "from 0"), std::pair("requests_per_second = \"1\"", "number"),
          std::pair("sensor = \"30s\"", "did you mean 'sensors'?")}) {
        const auto why = refusal("poll = { " + std::string(poll) + " }");
        EXPECT_NE(why.find(what), why.npos) << poll << ": " << why;
        EXPECT_NE(why.find("inventory.toml:8:"), why.npos) << why;
    }
    EXPECT_NE(refusal("poll = 3").find("must be a table"), std::string::npos);
    EXPECT_NE(refusal("[group.a]\n").find("'members' is missing"), std::string::npos);
}

}  // namespace
}  // namespace ipmi::inventory
