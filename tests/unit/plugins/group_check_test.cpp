#include "group_check.hpp"

#include <gtest/gtest.h>

namespace {

using plugins::Check;
using plugins::check_group;
using plugins::GroupPolicy;
using plugins::HostCheck;
using plugins::HostCount;
using plugins::Severity;
using plugins::worst;

std::vector<HostCheck> hosts(unsigned ok, unsigned warning, unsigned critical, unsigned unknown) {
    std::vector<HostCheck> made;
    const auto add = [&made](unsigned count, Severity state) {
        for (unsigned i = 0; i < count; ++i) {
            Check host;
            host.text = "text";
            const Check grandchild{state, "grandchild", {{"other", 1, {}, {}, {}, {}, {}}}, {}, {}, {}};
            host.children.push_back({state, "child", {{"label", 1, {}, {}, {}, {}, {}}}, {grandchild}, {}, {}});
            made.emplace_back("h" + std::to_string(made.size()), std::move(host));
        }
    };
    add(ok, Severity::ok);
    add(warning, Severity::warning);
    add(critical, Severity::critical);
    add(unknown, Severity::unknown);
    return made;
}

TEST(GroupCheck, IsAsBadAsItsWorstHostWithoutCounts) {
    EXPECT_EQ(check_group(hosts(3, 0, 0, 0), {}).text, "3 hosts, all ok");
    const auto check = check_group(hosts(2, 1, 1, 1), {});
    EXPECT_EQ(worst(check), Severity::critical);
    EXPECT_TRUE(check.text.starts_with("3 of 5 hosts not ok (1 critical, 1 unknown, 1 warning): h3: text"))
        << check.text;
    EXPECT_EQ(check.children.front().text, "h3: text");
}

TEST(GroupCheck, CountsHostsWhereCountsAreGiven) {
    GroupPolicy policy;
    policy.warning = HostCount{1, false};
    policy.critical = HostCount{10, true};
    EXPECT_EQ(worst(check_group(hosts(20, 0, 0, 0), policy)), Severity::ok);
    EXPECT_EQ(worst(check_group(hosts(19, 0, 1, 0), policy)), Severity::warning);
    EXPECT_EQ(worst(check_group(hosts(18, 1, 0, 1), policy)), Severity::critical);  // exactly a tenth
    policy.warning = HostCount{3, false};
    EXPECT_EQ(worst(check_group(hosts(98, 0, 2, 0), policy)), Severity::ok);  // two of a hundred may be down
}

TEST(GroupCheck, HasMetricsOfTheGroupAlone) {
    const auto check = check_group(hosts(1, 1, 0, 0), {});
    EXPECT_EQ(check.metrics.size(), 4u);
    EXPECT_EQ(check.metrics[0].label, "hosts_ok");
    EXPECT_EQ(check.metrics[0].value, 1);
    for (const auto& host : check.children)
        for (const auto& child : host.children)
            EXPECT_TRUE(child.metrics.empty() && child.children.at(0).metrics.empty());
}

}  // namespace
