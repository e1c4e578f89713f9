#include "dropin/name_rules.hpp"

#include <gtest/gtest.h>

namespace plugins::dropin {
namespace {

ExcludeRules exclude(std::string_view text) {
    auto rules = ExcludeRules::parse(text, "file");
    EXPECT_TRUE(rules) << rules.error().context;
    return rules.value_or(ExcludeRules{});
}

std::string unified(std::string_view rules, const std::string& name) {
    const auto parsed = UnifyRules::parse(rules, "file");
    EXPECT_TRUE(parsed) << parsed.error().context;
    return parsed ? parsed->apply(name) : "";
}

TEST(ExcludeRules, WantNameAndTypeBoth) {
    const auto rules = exclude("System Chassis Chassis Intru|Physical Security\n  Fan 1 | Fan \r\n");
    EXPECT_TRUE(rules.exclude("System Chassis Chassis Intru", "Physical Security"));
    EXPECT_TRUE(rules.exclude("Fan 1", "Fan"));
    EXPECT_FALSE(rules.exclude("Fan 1", "Temperature"));
    EXPECT_FALSE(rules.exclude("Fan 10", "Fan"));
}

TEST(ExcludeRules, TakeAPerlExpressionBehindATilde) {
    const auto rules = exclude("~CPU\\d Temp|Temperature");
    EXPECT_TRUE(rules.exclude("Core CPU0 Temp", "Temperature")) << "anywhere in the name";
    EXPECT_FALSE(rules.exclude("CPU Temp", "Temperature"));
}

TEST(ExcludeRules, PassOverLinesThatAreNoRule) {
    const auto rules = exclude("\nFan 1\n|Fan\nFan 1|\n");
    EXPECT_FALSE(rules.exclude("Fan 1", ""));
    EXPECT_FALSE(rules.exclude("", "Fan"));
}

TEST(ExcludeRules, NameTheLineOfABadExpression) {
    const auto rules = ExcludeRules::parse("good|Fan\n~[|Fan", "file");
    ASSERT_FALSE(rules);
    EXPECT_EQ(rules.error().context.find("file:2: '[' is no regular expression"), 0u) << rules.error().context;
}

TEST(ExcludeRules, DoNotHangOnAnExpressionThatExplodes) {
    const auto rules = exclude("~^(x+x+)+y$|Fan");
    EXPECT_FALSE(rules.exclude(std::string(200, 'x'), "Fan"));
}

TEST(UnifyRules, ReplaceEveryMatchRuleByRule) {
    EXPECT_EQ(unified("^(MB1 Temperature|System Temp)$/Mainboard Temperature\nTemp$/TEMP", "System Temp"),
              "Mainboard Temperature");
    EXPECT_EQ(unified("^(MB1 Temperature|System Temp)$/Mainboard Temperature\nTemp$/TEMP", "CPU Temp"), "CPU TEMP");
    EXPECT_EQ(unified("a/b", "banana"), "bbnbnb");
}

TEST(UnifyRules, KeepASlashBehindABackslash) {
    EXPECT_EQ(unified("I\\/O/IO", "I/O Temp"), "IO Temp");
}

TEST(UnifyRules, TakeTheNewTextLiterally) {
    EXPECT_EQ(unified("(Temp)/$1 $& \\1", "Temp"), "$1 $& \\1") << "as the original, which interpolates once";
}

TEST(UnifyRules, NameAFileThatIsNotThere) {
    const auto rules = UnifyRules::read("/nonexistent");
    ASSERT_FALSE(rules);
    EXPECT_EQ(rules.error().context, "-> Reading unify file /nonexistent failed with: No such file or directory.");
}

}  // namespace
}  // namespace plugins::dropin
