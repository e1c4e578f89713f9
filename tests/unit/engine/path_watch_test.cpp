#include "engine/path_watch.hpp"

#include <gtest/gtest.h>

namespace ipmi::engine {
namespace {

TEST(PathWatch, WhatWasTriedInVainBeforeIsLost) {
    PathWatch paths(3);
    paths.opened(1);
    EXPECT_EQ(paths.lost(0), true);
    EXPECT_EQ(paths.lost(1), false);
    EXPECT_EQ(paths.lost(2), false);
}

TEST(PathWatch, OneLostPingIsNoNews) {
    PathWatch paths(2);
    paths.opened(0);
    paths.pinged(1, false);
    EXPECT_EQ(paths.lost(1), std::nullopt);
    paths.pinged(1, false);
    EXPECT_EQ(paths.lost(1), true);
    paths.pinged(1, true);
    EXPECT_EQ(paths.lost(1), false);
}

TEST(PathWatch, ABetterOneHasAnsweredForAWhile) {
    PathWatch paths(2);
    paths.opened(1);
    paths.pinged(0, true);
    EXPECT_EQ(paths.better_than(1), std::nullopt);
    paths.pinged(0, true);
    EXPECT_EQ(paths.better_than(1), 0u);
    EXPECT_EQ(paths.better_than(0), std::nullopt);
    paths.refused(0);
    for (int i = 0; i < 9; ++i) paths.pinged(0, true);
    EXPECT_EQ(paths.better_than(1), std::nullopt) << "it answers pings and no login";
    paths.pinged(0, true);
    EXPECT_EQ(paths.better_than(1), 0u);
}

}  // namespace
}  // namespace ipmi::engine
