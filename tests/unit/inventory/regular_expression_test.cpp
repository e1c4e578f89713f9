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

TEST(RegularExpression, LeavesNoHalfOfACharacter) {
    const auto first_byte = RegularExpression::compile("^(.)", Extent::anywhere).value();
    EXPECT_EQ(first_byte.replace("\u00e4b", "\\1-"),
              "\u00c3-\u00a4b");  // taken as ISO 8859-1, as other bytes of BMCs are
}

TEST(RegularExpression, RefusesWhatWouldExplode) {
    for (const auto* text : {"", "(", "(a)\\1", "a{1}b{1}c{1}", "a{100}", "[a"})
        EXPECT_FALSE(RegularExpression::compile(text, Extent::anywhere)) << text;
    EXPECT_FALSE(RegularExpression::compile(std::string(300, 'a'), Extent::anywhere));
}

}  // namespace
