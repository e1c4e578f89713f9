#include "cli/wrap.hpp"

#include <gtest/gtest.h>

#include "cli/table.hpp"

namespace {

using namespace ipmi::cli;
using Lines = std::vector<std::string>;

TEST(Wrapped, BreaksBehindBlanksAndCommas) {
    EXPECT_EQ(wrapped("one two three", 8), (Lines{"one two", "three"}));
    EXPECT_EQ(wrapped("web[01,03,05,07]", 10), (Lines{"web[01,03,", "05,07]"}));
    EXPECT_EQ(wrapped("a averylongword b", 5), (Lines{"a", "averylongword", "b"})) << "so that it can be copied";
    EXPECT_EQ(wrapped("ä ö ü ß", 3), (Lines{"ä ö", "ü ß"})) << "characters, not bytes";
    EXPECT_EQ(wrapped("one\ntwo three", 0), (Lines{"one", "two three"}));
    EXPECT_EQ(wrapped("", 5), Lines{""});
}

TEST(WrappedTable, GoesOnInItsLastColumn) {
    Table table({{"Id"}, {"What"}});
    table.add({"#1", "the first fan of the left row stands still"});
    table.add({"#2", "short\nacknowledged"});
    EXPECT_EQ(table.render(Style{false, 30}),
              "Id  What\n#1  the first fan of the left\n    row stands still\n#2  short\n    acknowledged\n");
    EXPECT_EQ(table.render(Style{}),
              "Id  What\n#1  the first fan of the left row stands still\n#2  short\n    acknowledged\n");
}

}  // namespace
