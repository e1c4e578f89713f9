#include "api/places.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <list>

namespace ipmi::api {
namespace {

constexpr Caller alice{400'001};
constexpr Caller bob{400'002};
constexpr Caller carol{400'003};

class PlacesTest : public testing::Test {
protected:
    /// Empty: it was given; else why not.
    std::string take(const Caller& caller) {
        auto place = places_.take(caller);
        if (!place) return place.error();
        held_.push_back(std::move(*place));
        return {};
    }
    std::atomic<std::uint64_t> taken_{0};
    Places places_{"connections", {8, 3, 2}, taken_};
    std::list<Places::Place> held_;
};

TEST_F(PlacesTest, AreNotAllForOneUser) {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(take(alice), "");
    EXPECT_EQ(take(alice), "uid 400001 has 3 connections already, as many as one user may: end one of them");
    EXPECT_EQ(take(bob), "");
    EXPECT_EQ(taken_, 4u);
}

TEST_F(PlacesTest, AreKeptForWhoeverTheEngineBelongsTo) {
    for (const auto& caller : {alice, alice, alice, bob, bob, bob}) EXPECT_EQ(take(caller), "");
    EXPECT_EQ(take(carol), "users have 6 connections already, as many as there may be: try again soon");
    EXPECT_EQ(take(Caller{0}), "");
    EXPECT_EQ(take(Caller{::geteuid()}), "");
    EXPECT_EQ(take(Caller{0}), "there are 8 connections already, as many as there may be: try again soon");
}

TEST_F(PlacesTest, OfTheOwnerAreNoneOfTheOthers) {
    for (int i = 0; i < 8; ++i) EXPECT_EQ(take(Caller{0}), "") << "more than any other user";
    EXPECT_NE(take(alice), "");
    held_.clear();
    EXPECT_EQ(take(alice), "");
}

TEST_F(PlacesTest, AreGivenBackAtTheirEnd) {
    for (const auto& caller : {alice, alice, alice, bob, bob, bob}) EXPECT_EQ(take(caller), "");
    held_.pop_front();
    EXPECT_EQ(taken_, 5u);
    EXPECT_NE(take(bob), "") << "it was not bob's";
    EXPECT_EQ(take(alice), "");
    held_.clear();
    EXPECT_EQ(taken_, 0u);
    EXPECT_EQ(take(bob), "");
}

}  // namespace
}  // namespace ipmi::api
