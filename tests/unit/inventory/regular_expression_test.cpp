#include "inventory/regular_expression.hpp"

#include <gtest/gtest.h>

namespace {

using ipmi::inventory::RegularExpression;
using Case = RegularExpression::Case;
using Extent = RegularExpression::Extent;

TEST(RegularExpression, MatchesAnywhereOrTheWholeText) {
    const auto anywhere = RegularExpression::compile("b|c", Extent::anywhere).value();
    EXPECT_TRUE(anywhere.matches("abd"));
    EXPECT_FALSE(anywhere.matches("aBd"));
    const auto whole = RegularExpression::compile("b|c", Extent::whole_text).value();
    EXPECT_TRUE(whole.matches("c"));
    EXPECT_FALSE(whole.matches("bc"));
    EXPECT_TRUE(RegularExpression::compile("B", Extent::anywhere, Case::ignored).value().matches("abd"));
}

TEST(RegularExpression, ReplacesTheFirstMatchWithItsGroups) {
    const auto fan = RegularExpression::compile("^Fan([0-9])_(RPM)$", Extent::anywhere).value();
    EXPECT_EQ(fan.replace("Fan3_RPM", "FAN\\1"), "FAN3");
    EXPECT_EQ(fan.replace("Fan3_RPM", "\\2-\\1-\\9\\\\"), "RPM-3-\\");
    EXPECT_EQ(fan.replace("Fan33_RPM", "x"), "Fan33_RPM");
    EXPECT_EQ(RegularExpression::compile("a", Extent::anywhere).value().replace("banana", "o"), "bonana");
}

TEST(RegularExpression, TakesWholeCharacters) {
    const auto first = RegularExpression::compile("^(.)", Extent::anywhere).value();
    EXPECT_EQ(first.replace("\u00e4b", "\\1-"), "\u00e4-b");
}

TEST(RegularExpression, TakesWhatPosixAndPerlWrite) {
    for (const auto* text : {"[[:alpha:]]+[0-9]{2}", "\\w+\\d\\d", "(?i)WEB\\d+", "^web(0|1)1$"})
        EXPECT_TRUE(RegularExpression::compile(text, Extent::whole_text).value().matches("web01")) << text;
}

TEST(RegularExpression, RefusesWhatWouldExplode) {
    for (const auto* text : {"", "(", "(a)\\1", "a{1001}", "((a{100}){100}){100}", "[a", "a++++", "\xff"})
        EXPECT_FALSE(RegularExpression::compile(text, Extent::anywhere)) << text;
    EXPECT_FALSE(RegularExpression::compile(std::string(300, 'a'), Extent::anywhere));
}

// Each "+" doubles what regcomp() builds; backtracking needs 2^n steps for the second. Done at all is the test: neither
// would end in the life of the machine.
TEST(RegularExpression, TakesTimeInProportion) {
    std::string nested = "a";
    for (int depth = 0; depth < 60; ++depth) nested = "(" + nested + ")+";
    EXPECT_TRUE(RegularExpression::compile(nested, Extent::whole_text).value().matches(std::string(64, 'a')));
    EXPECT_FALSE(RegularExpression::compile("(a|a|aa)+b", Extent::whole_text).value().matches(std::string(256, 'a')));
}

}  // namespace
