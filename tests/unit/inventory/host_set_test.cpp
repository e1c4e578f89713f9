#include "inventory/host_set.hpp"

#include <gtest/gtest.h>

#include "inventory/fold.hpp"
#include "unit/inventory/some_names.hpp"

namespace {

using ipmi::inventory::fold;
using ipmi::inventory::parse_host_set;

some::Names site() {
    auto all = some::names_of("web[01-12]");
    all.merge(some::names_of("db[1-4]"));
    all.insert("mail.example");
    return some::Names(all, {{"rack1", some::names_of("db[1-2]")}, {"rack2", some::names_of("db[3-4]")}},
                       {{"rack", {{"db1", "r1"}, {"db2", "r2"}, {"web01", "r1"}, {"web02", "r10"}}},
                        {"site", {{"db1", "Oslo, old hall"}, {"web01", "a=b"}}}});
}

std::string chosen(std::string_view text) {
    auto names = site();
    const auto set = parse_host_set(text, names);
    return set ? fold(*set) : "column " + std::to_string(set.error().column) + ": " + set.error().what;
}

TEST(HostSet, JoinsTakesAwayAndIntersectsFromLeftToRight) {
    EXPECT_EQ(chosen("web[01-12],@rack1,!web07"), "db[1-2],web[01-06,08-12]");
    EXPECT_EQ(chosen("web[01-12]!web07"), "web[01-06,08-12]");
    EXPECT_EQ(chosen("web[01-06]&web[04-12]"), "web[04-06]");
    EXPECT_EQ(chosen("web01,@rack1&@rack1"), "db[1-2]");
    EXPECT_EQ(chosen("@rack1!@rack1,web01"), "web01");
    EXPECT_EQ(chosen(" web01 , web02 ! web01 "), "web02");
    EXPECT_EQ(chosen("@rack1,&db1"), "db1");
    EXPECT_EQ(chosen("web01,web01"), "web01");
    EXPECT_EQ(chosen("web01!web01"), "");
}

TEST(HostSet, KnowsGroupsAndAllHosts) {
    EXPECT_EQ(chosen("@rack[1-2]"), "db[1-4]");
    EXPECT_EQ(chosen("@*"), "db[1-4],mail.example,web[01-12]");
    EXPECT_EQ(chosen("@*!web[01-12]"), "db[1-4],mail.example");
    EXPECT_EQ(chosen("@rack9"), "column 2: no group 'rack9'");
    EXPECT_EQ(chosen("web01,@"), "column 8: '@' wants a group's name behind it");
}

TEST(HostSet, MatchesWholeNamesByRegularExpression) {
    EXPECT_EQ(chosen("~web0[1-3]"), "web[01-03]");
    EXPECT_EQ(chosen("~web0[1,2],db1"), "db1,web[01-02]");
    EXPECT_EQ(chosen("~(web01|db[0-9]{1,2})!db1"), "db[2-4],web01");
    EXPECT_EQ(chosen("~mail\\.example"), "mail.example");
    EXPECT_EQ(chosen("~web"), "");  // not a part of a name: power off ~web1 must not mean web10 too
}

TEST(HostSet, SelectsByAttributes) {
    EXPECT_EQ(chosen("rack=r1"), "db1,web01");
    EXPECT_EQ(chosen("web[01-03]!rack=r10"), "web[01,03]");
    EXPECT_EQ(chosen("web[01-03] & rack=r1, rack=r2"), "db2,web01");
    EXPECT_EQ(chosen("@*&rack=~r.*!@rack1"), "web[01-02]");
    EXPECT_EQ(chosen("rack=~r[12],mail.example"), "db[1-2],mail.example,web01");  // whole values: not r10
    EXPECT_EQ(chosen("rack=~r[1,2]!db2"), "db1,web01");
    EXPECT_EQ(chosen("rack=~r(1|\\d{2,3})&web02"), "web02");
    EXPECT_EQ(chosen("rack=~nothing"), "");
    EXPECT_EQ(chosen("site=a=b"), "web01");
    EXPECT_EQ(chosen("site=~Oslo\\,\\ old.hall"), "db1");
}

TEST(HostSet, RefusesAttributesThatNoHostHas) {
    EXPECT_EQ(chosen("web01,rak=r1"), "column 7: no host has the attribute 'rak'; known are rack, site");
    EXPECT_EQ(chosen("web01!rack=r9"), "column 12: no host has rack=r9; a regular expression is written rack=~…");
    EXPECT_EQ(chosen("rack=r[1-2]"), "column 6: no host has rack=r[1-2]; a regular expression is written rack=~…");
    EXPECT_EQ(chosen("rack="), "column 6: 'rack=' wants a value behind it");
    EXPECT_EQ(chosen("rack=,web01"), "column 6: 'rack=' wants a value behind it");
    EXPECT_EQ(chosen("=r1"), "column 1: '=' wants an attribute's name before it, as in rack=r1");
    EXPECT_EQ(chosen("rack=~("), "column 6: the regular expression is not valid: missing ): (");
    EXPECT_EQ(chosen("rack=~"), "column 6: the regular expression is empty");
    EXPECT_EQ(chosen("@rack=r1"), "column 6: '=' cannot be part of a host's name");
    EXPECT_EQ(chosen("~rack=r1"), "") << "a regular expression of names";
    auto names = some::Names(some::names_of("web01"));
    EXPECT_EQ(parse_host_set("rack=r1", names).error().what, "no host has the attribute 'rack'");
}

TEST(HostSet, BoundsWhatAttributesCost) {
    ipmi::inventory::AttributeValues racks;
    const auto crowd = some::names_of("n[1-50000]");
    for (const auto& name : crowd) racks.emplace(name, "r1");
    auto names = some::Names(crowd, {}, {{"rack", racks}});
    std::string many = "rack=~x";
    while (many.size() + 8 < ipmi::inventory::longest_host_set) many += ",rack=~x";
    const auto set = parse_host_set(many, names);
    ASSERT_FALSE(set);
    EXPECT_NE(set.error().what.find("too many times"), std::string::npos);
}

TEST(HostSet, RefusesWhatItDoesNotKnowWithItsColumn) {
    EXPECT_EQ(chosen("web01,web[11-14]"), "column 7: the inventory has no host 'web[13-14]'");
    EXPECT_EQ(chosen("@*!web99"), "column 4: the inventory has no host 'web99'");
    EXPECT_EQ(chosen("db[1-90000]"), "column 1: the inventory has no host 'db[5-104],…'");  // the first hundred
    EXPECT_EQ(chosen(""), "column 1: no host is named");
    EXPECT_EQ(chosen("  "), "column 1: no host is named");
    EXPECT_EQ(chosen("web01,"), "column 7: a name is missing after ','");
    EXPECT_EQ(chosen("web01,,web02"), "column 7: a name is missing before ','");
    EXPECT_EQ(chosen("web01!,web02"), "column 7: a name is missing before ','");
    EXPECT_EQ(chosen("!web01"), "column 1: '!' has nothing before it; '@*!…' starts from all hosts");
    EXPECT_EQ(chosen(",web01"), "column 1: a name is missing before ','");
    EXPECT_EQ(chosen("web01 web02"), "column 7: a name has no blanks; ',' stands between two names");
    EXPECT_EQ(chosen("web[01-12],a[1-999999999]"), "column 12: more than 99988 names");
    EXPECT_EQ(chosen("web[01"), "column 4: '[' is never closed");
    EXPECT_EQ(chosen("~web("), "column 1: the regular expression is not valid: missing ): web(");
    EXPECT_EQ(chosen("~"), "column 1: the regular expression is empty");
}

TEST(HostSet, BoundsWhatAHostileExpressionCosts) {
    EXPECT_NE(chosen(std::string(70'000, 'a')).find("at most 65536 bytes"), std::string::npos);
    EXPECT_NE(chosen("~(a{99}{99}){99}").find("bad repetition operator: {99}{99}"), std::string::npos);
    EXPECT_NE(chosen("~((a{99}){99}){99}").find("invalid repetition size"), std::string::npos);
    EXPECT_NE(chosen("~(a*)\\1").find("invalid escape sequence: \\1"), std::string::npos);
    std::string many = "@*";
    while (many.size() + 3 < ipmi::inventory::longest_host_set) many += ",@*";
    EXPECT_EQ(chosen(many), "db[1-4],mail.example,web[01-12]");
    auto crowd = some::Names(some::names_of("n[1-50000]"));
    const auto set = parse_host_set(many, crowd);
    ASSERT_FALSE(set);
    EXPECT_NE(set.error().what.find("too many times"), std::string::npos);
}

}  // namespace
