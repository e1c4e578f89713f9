#include "session/window.hpp"

#include <gtest/gtest.h>

namespace ipmi::session {
namespace {

Window grown() {
    Window window;
    for (const unsigned size : {1u, 2u, 4u, 8u, 16u}) window.on_clean_round(size);
    return window;
}

TEST(Window, DoublesWithEveryCleanRound) {
    const auto window = grown();
    EXPECT_EQ(window.size(), Window::largest);
    EXPECT_EQ(window.remembered(), Window::largest);
}

TEST(Window, GivesWayLittleToALossWhereSoManyWereBorneBefore) {
    auto window = grown();
    window.on_loss();
    EXPECT_EQ(window.size(), 12u);
    for (int i = 0; i < 20; ++i) window.on_loss();
    EXPECT_EQ(window.size(), 1u);
    EXPECT_FALSE(window.one_at_a_time());
}

TEST(Window, TwoFailuresBeforeAnyProofAreAVerdict) {
    Window window;
    for (int i = 0; i < 2; ++i) {
        window.on_clean_round(1);
        ASSERT_EQ(window.size(), 2u);
        window.on_loss();
    }
    EXPECT_TRUE(window.one_at_a_time());
    EXPECT_EQ(window.size(), 1u);
}

TEST(Window, WhatWasRememberedIsNoProofAgainstWhatIsSeen) {
    Window window(16);
    window.on_trouble();
    window.on_clean_round(1);
    window.on_trouble();
    EXPECT_TRUE(window.one_at_a_time());
    EXPECT_EQ(window.remembered(), 1u);
}

TEST(Window, TroubleTwiceAtOneSizeIsACeilingUnlessThatSizeWasCleanBetween) {
    auto full = grown();
    full.on_trouble();
    for (const unsigned size : {1u, 2u, 4u, 8u}) full.on_clean_round(size);
    full.on_trouble();
    for (const unsigned size : {1u, 2u, 4u, 8u, 8u}) full.on_clean_round(size);
    EXPECT_EQ(full.size(), 8u);

    auto unlucky = grown();
    unlucky.on_trouble();
    for (const unsigned size : {1u, 2u, 4u, 8u, 16u}) unlucky.on_clean_round(size);
    unlucky.on_trouble();
    for (const unsigned size : {1u, 2u, 4u, 8u}) unlucky.on_clean_round(size);
    EXPECT_EQ(unlucky.size(), 16u);
}

}  // namespace
}  // namespace ipmi::session
