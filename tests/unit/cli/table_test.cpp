#include "cli/table.hpp"

#include <gtest/gtest.h>

#include "cli/values.hpp"

namespace {

using ipmi::number_text;
using namespace ipmi::cli;
using namespace std::chrono_literals;

TEST(Table, AlignsColumnsByCharactersNotBytes) {
    Table table({{"Name"}, {"Value", Table::Align::right}, {""}});
    table.add({"Lüfter", "5", "x"});
    table.add({"FAN", "5800"});
    EXPECT_EQ(table.render({}), "Name    Value\nLüfter      5  x\nFAN      5800\n");
}

TEST(Table, ShowsNoHeadingsWhereThereAreNone) {
    Table table({{""}, {""}});
    table.add({"a", "b"});
    table.add({"long", ""});
    EXPECT_EQ(table.render({}), "a     b\nlong\n");
    EXPECT_EQ(Table({{""}}).render({}), "");
}

TEST(Table, LeavesOutAColumnWithoutText) {
    Table table({{"A"}, {""}, {"C"}});
    table.add({"a", "", "c"});
    EXPECT_EQ(table.render({}), "A  C\na  c\n");
}

TEST(Table, ColoursOnlyWhenAskedAndKeepsTheAlignment) {
    Table table({{""}, {""}});
    table.add({Cell("hot", Paint::critical), "x"});
    table.add({"cooler", "y"});
    EXPECT_EQ(table.render({true}), "\x1b[1;31mhot\x1b[0m     x\ncooler  y\n");
    EXPECT_EQ(table.render({false}), "hot     x\ncooler  y\n");
}

TEST(Values, AreShortAndPlain) {
    EXPECT_EQ(number_text(12.060000000000001), "12.06");
    EXPECT_EQ(number_text(-0.0), "0");
    EXPECT_EQ(number_text(1234567), "1234567");
    EXPECT_EQ(number_text(5800), "5800");
    EXPECT_EQ(value_text(98, "C"), "98 C");
    EXPECT_EQ(value_text(37, "%"), "37%");
    EXPECT_EQ(value_text(3, ""), "3");
    EXPECT_EQ(duration_text(420us), "0.4 ms");
    EXPECT_EQ(duration_text(25ms), "25 ms");
    EXPECT_EQ(duration_text(1480ms), "1.5 s");
    EXPECT_EQ(ipmi::cli::time_text(std::chrono::sys_seconds(std::chrono::seconds(0x65000000))), "2023-09-12 06:06:56");
}

}  // namespace
