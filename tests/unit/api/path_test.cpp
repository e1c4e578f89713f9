#include "api/path.hpp"

#include <gtest/gtest.h>

namespace ipmi::api {
namespace {

using Words = std::vector<std::string>;

TEST(Path, IsTakenApartAndDecoded) {
    EXPECT_EQ(parse_path("/v1/hosts"), (Segments{"v1", "hosts"}));
    EXPECT_EQ(parse_path("/v1/hosts/web%2001?since=7/8"), (Segments{"v1", "hosts", "web 01"}));
    EXPECT_EQ(parse_path("/a%2Fb"), (Segments{"a/b"}));
}

TEST(Path, ThatMakesNoSenseSaysWhy) {
    for (const auto* path : {"", "v1", "/", "/v1/", "//", "/%", "/%4", "/%4g", "/%-1", "http://host/v1"})
        EXPECT_FALSE(parse_path(path)) << path;
}

TEST(Path, MatchesSegmentBySegment) {
    EXPECT_EQ(match("/v1/hosts", {"v1", "hosts"}), Words{});
    EXPECT_EQ(match("/v1/hosts/{host}/sensors", {"v1", "hosts", "web01", "sensors"}), Words{"web01"});
    EXPECT_EQ(match("/v1/hosts/{host}", {"v1", "hosts"}), std::nullopt);
    EXPECT_EQ(match("/v1/hosts/{host}", {"v1", "hosts", "a", "b"}), std::nullopt);
    EXPECT_EQ(match("/v1/hosts", {"v1", "host"}), std::nullopt);
}

}  // namespace
}  // namespace ipmi::api
