#include "engine/request_budget.hpp"

#include <gtest/gtest.h>

namespace ipmi::engine {
namespace {

using namespace std::chrono_literals;

constexpr Time start{100'000s};

TEST(RequestBudget, BearsAMinutesWorthAtOnce) {
    RequestBudget budget(10);
    EXPECT_LE(budget.free_at(), start);
    budget.spend(600, start);
    EXPECT_LE(budget.free_at(), start);
    budget.spend(1, start);
    EXPECT_EQ(budget.free_at(), start + 100ms);
}

TEST(RequestBudget, AveragesToItsRateWhateverIsAsked) {
    RequestBudget budget(10);
    auto now = start;
    std::uint64_t sent = 0;
    while (now < start + 10min) {  // somebody who asks 66 questions as often as he may
        now = std::max(now, budget.free_at());
        budget.spend(66, now);
        sent += 66;
        now += 10ms;
    }
    EXPECT_LE(sent, 10u * 600 + 600 + 66);
    EXPECT_GE(sent, 10u * 600);
}

TEST(RequestBudget, WhatIsAskedOnceHoldsUpNothing) {
    RequestBudget budget(10);
    budget.spend_once(3'900, start);
    EXPECT_LE(budget.free_at(), start);
    budget.spend(66, start);
    EXPECT_EQ(budget.free_at(), start + 6'600ms) << "nothing is left of what was saved";
    budget.spend_once(3'900, start + 1s);
    EXPECT_EQ(budget.free_at(), start + 6'600ms) << "what is owed stays owed";
    budget.spend_once(300, start + 1h);
    budget.spend(301, start + 1h);
    EXPECT_EQ(budget.free_at(), start + 1h + 100ms) << "it is counted as far as something was saved";
}

TEST(RequestBudget, IsSavedUpForAMinuteOnly) {
    RequestBudget budget(10);
    budget.spend(600, start);
    budget.spend(601, start + 1h);
    EXPECT_EQ(budget.free_at(), start + 1h + 100ms);
}

TEST(RequestBudget, ThatIsChangedIsOwedTheSameRequests) {
    RequestBudget budget(1);
    budget.spend(180, start);
    EXPECT_EQ(budget.free_at(), start + 120s);
    budget.change(2, start);
    EXPECT_EQ(budget.free_at(), start + 30s);
    budget.change(1, start + 30s);
    EXPECT_EQ(budget.free_at(), start + 90s) << "two minutes' worth is left";
    budget.change(0, start + 30s);
    EXPECT_LE(budget.free_at(), start + 30s);
    budget.change(1, start + 40s);
    budget.spend(61, start + 40s);
    EXPECT_EQ(budget.free_at(), start + 41s);
}

TEST(RequestBudget, HasNoEndWhereNoneIsSet) {
    RequestBudget budget(0);
    budget.spend(1'000'000'000, start);
    EXPECT_LE(budget.free_at(), start);
}

}  // namespace
}  // namespace ipmi::engine
