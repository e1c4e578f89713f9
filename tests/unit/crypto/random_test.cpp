#include "crypto/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace ipmi::crypto {
namespace {

using Block = std::array<std::uint8_t, 16>;

TEST(RandomBytes, FillAllOfTheBuffer) {
    std::vector<std::uint8_t> bytes(4096);
    random_bytes(bytes);
    // Each of 256 values among 4096 bytes: one is missing once in 30,000 runs, ten never.
    EXPECT_GT(std::set<std::uint8_t>(bytes.begin(), bytes.end()).size(), 246u);
    const auto last = std::vector<std::uint8_t>(bytes.end() - 16, bytes.end());
    EXPECT_NE(last, std::vector<std::uint8_t>(16));
}

// An initialisation vector that comes twice gives away which packets begin alike.
TEST(RandomPool, NeverGivesTheSameBytesTwiceWhateverItsBlockSize) {
    RandomPool pool;
    std::set<Block> seen;
    for (int i = 0; i < 1000; ++i) {
        Block block{};
        pool.fill(block);
        EXPECT_TRUE(seen.insert(block).second) << i;
        std::array<std::uint8_t, 3> odd{};  // so that the ends of the pool's own blocks are crossed everywhere
        pool.fill(odd);
    }
}

TEST(RandomPool, FillsMoreThanItHolds) {
    RandomPool pool;
    std::vector<std::uint8_t> bytes(5000);
    pool.fill(bytes);
    EXPECT_GT(std::set<std::uint8_t>(bytes.begin(), bytes.end()).size(), 246u);
}

}  // namespace
}  // namespace ipmi::crypto
