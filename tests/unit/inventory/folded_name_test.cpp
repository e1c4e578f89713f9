#include "inventory/folded_name.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace {

using ipmi::inventory::expand_name;
using ipmi::inventory::is_name;
using Names = std::vector<std::string>;

Names expanded(std::string_view word) {
    return expand_name(word, 1).value_or(Names{"an error"});
}

TEST(FoldedName, KeepsThePaddingOfARange) {
    EXPECT_EQ(expanded("web[08-11]"), (Names{"web08", "web09", "web10", "web11"}));
    EXPECT_EQ(expanded("web[8-11]"), (Names{"web8", "web9", "web10", "web11"}));
    EXPECT_EQ(expanded("n[00]"), (Names{"n00"}));
    EXPECT_EQ(expanded("n[0-1]"), (Names{"n0", "n1"}));
}

TEST(FoldedName, CountsInStepsAndListsAndSeveralPlaces) {
    EXPECT_EQ(expanded("n[1-7/3]"), (Names{"n1", "n4", "n7"}));
    EXPECT_EQ(expanded("n[1,05,3-4]"), (Names{"n1", "n05", "n3", "n4"}));
    EXPECT_EQ(expanded("r[1-2]n[01-04/3]x"), (Names{"r1n01x", "r1n04x", "r2n01x", "r2n04x"}));
    EXPECT_EQ(expanded("r[1-2]n[01-20/2]").size(), 20u);
    EXPECT_EQ(expanded("10.0.0.[9-10]"), (Names{"10.0.0.9", "10.0.0.10"}));
    EXPECT_EQ(expanded("plain-name.example"), (Names{"plain-name.example"}));
}

struct Bad {
    const char* word;
    std::size_t column;
    const char* words;
};
/// The test's name in ctest's lists.
void PrintTo(const Bad& bad, std::ostream* out) {
    *out << fmt::format("{:?}", std::string_view(bad.word));
}
class BadFoldedName : public testing::TestWithParam<Bad> {};

TEST_P(BadFoldedName, IsRefusedWithItsColumn) {
    const auto& bad = GetParam();
    const auto names = expand_name(bad.word, 1);
    ASSERT_FALSE(names) << bad.word;
    EXPECT_EQ(names.error().column, bad.column) << names.error().what;
    EXPECT_NE(names.error().what.find(bad.words), std::string::npos) << names.error().what;
}
INSTANTIATE_TEST_SUITE_P(
    All, BadFoldedName,
    testing::Values(Bad{"a[1-999999999]", 1, "more than 100000 names"}, Bad{"a[1-99999999999]", 5, "at most 9 digits"},
                    Bad{"a[1-400]b[1-400]", 1, "more than 100000"},
                    Bad{"a[0-65535]b[0-65535]c[0-65535]d[0-65535]", 1, "more than 100000"},
                    Bad{"a[5-1]", 3, "backwards"}, Bad{"a[]", 3, "empty"}, Bad{"a[1", 2, "never closed"},
                    Bad{"a1]", 3, "without a '['"}, Bad{"a[1,]", 5, "missing"}, Bad{"a[,1]", 3, "missing"},
                    Bad{"a[1-]", 5, "missing"}, Bad{"a[x-y]", 3, "'x' is not a number"}, Bad{"a[1-y]", 5, "'y'"},
                    Bad{"a[1/2]", 4, "needs a range"}, Bad{"a[1-9/0]", 7, "at least 1"},
                    Bad{"a[01-100]", 3, "padded differently"}, Bad{"a[1-010]", 3, "padded differently"},
                    Bad{"a[[1]", 3, "not a number"}, Bad{"a b", 2, "no blanks"}, Bad{"a$b", 2, "'$'"},
                    Bad{"a\xff", 2, "\\xff"}, Bad{"-a", 1, "not a host's name"}, Bad{"", 1, "not a host's name"}));

TEST(FoldedName, ReportsTheColumnOfTheWholeExpression) {
    EXPECT_EQ(expand_name("a[5-1]", 10).error().column, 12u);
}

TEST(FoldedName, KnowsWhatANameIs) {
    EXPECT_TRUE(is_name("web01"));
    EXPECT_TRUE(is_name("10.0.0.1"));
    EXPECT_TRUE(is_name(std::string(255, 'a')));
    EXPECT_FALSE(is_name(std::string(256, 'a')));
    EXPECT_FALSE(is_name(""));
    EXPECT_FALSE(is_name("a:b"));
    EXPECT_FALSE(is_name("a/b"));
    EXPECT_FALSE(is_name(".a"));
}

}  // namespace
