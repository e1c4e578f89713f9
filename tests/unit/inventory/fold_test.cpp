#include "inventory/fold.hpp"

#include <gtest/gtest.h>

#include <random>

#include "unit/inventory/some_names.hpp"

namespace {

using ipmi::inventory::fold;
using ipmi::inventory::HostSet;

TEST(NaturalOrder, CountsAsPeopleDo) {
    const HostSet names{"web10", "web2", "web02", "b", "a", "web", "web2a", "B2"};
    EXPECT_EQ(std::vector<std::string>(names.begin(), names.end()),
              (std::vector<std::string>{"B2", "a", "b", "web", "web2", "web2a", "web02", "web10"}));
}

TEST(Fold, SaysRunsAsRangesAndKeepsPadding) {
    EXPECT_EQ(fold({}), "");
    EXPECT_EQ(fold({"web01"}), "web01");
    EXPECT_EQ(fold(some::names_of("web[01-12]")), "web[01-12]");
    EXPECT_EQ(fold({"web01", "web02", "web04"}), "web[01-02,04]");
    EXPECT_EQ(fold({"n8", "n9", "n10", "n08", "n09"}), "n[8-9,08-10]");
    EXPECT_EQ(fold({"n98", "n99", "n100"}), "n[98-100]");
    EXPECT_EQ(fold({"n099", "n100", "n0101"}), "n[099-100,0101]");
    EXPECT_EQ(fold({"n0", "n00", "n000"}), "n[0,00,000]");
}

TEST(Fold, LeavesWhatHasNoNumberAlone) {
    EXPECT_EQ(fold({"mail", "backup", "web1", "web2"}), "backup,mail,web[1-2]");
    EXPECT_EQ(fold({"s1234567890123", "s1234567890124"}), "s1234567890123,s1234567890124");
}

TEST(Fold, FindsGrids) {
    EXPECT_EQ(fold(some::names_of("r[1-2]n[01-20]")), "r[1-2]n[01-20]");
    EXPECT_EQ(fold({"r1n1", "r1n2", "r2n1"}), "r1n[1-2],r2n1");
    EXPECT_EQ(fold({"r1n1", "r1n2", "r2n1", "r2n2", "r3n1"}), "r[1-2]n[1-2],r3n1");
    EXPECT_EQ(fold({"r1n1", "r2n2"}), "r1n1,r2n2");
}

TEST(Fold, ExpandsToTheSameNames) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 300; ++round) {
        HostSet names;
        for (auto count = random() % 60; count > 0; --count) {
            std::string name = random() % 2 == 0 ? "n" : "web-";
            for (auto places = 1 + random() % 3; places > 0; --places) {
                auto number = std::to_string(random() % 12);
                if (random() % 3 == 0) number.insert(0, random() % 3, '0');
                name += number + (places > 1 ? "x" : "");
            }
            names.insert(name);
        }
        if (names.empty()) continue;
        const auto folded = fold(names);
        some::Names inventory(names);
        const auto back = ipmi::inventory::parse_host_set(folded, inventory);
        ASSERT_TRUE(back) << folded << ": " << back.error().what;
        EXPECT_EQ(*back, names) << folded;
    }
}

}  // namespace
