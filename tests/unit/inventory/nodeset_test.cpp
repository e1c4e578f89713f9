// Our host sets against ClusterShell's nodeset, which they are written like.
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "inventory/fold.hpp"
#include "unit/inventory/some_names.hpp"
#include "unit/missing.hpp"

namespace {

/// What `nodeset -f` makes of an expression; the quotes hold, for the expressions have none.
std::string nodeset(const std::string& expression) {
    const auto command = "nodeset -f '" + expression + "' 2>&1";
    auto* pipe = ::popen(command.c_str(), "r");
    std::string out;
    std::array<char, 4096> buffer;
    while (const auto got = std::fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), got);
    ::pclose(pipe);
    while (!out.empty() && out.back() == '\n') out.pop_back();
    return out;
}

std::string random_expression(std::mt19937& random) {
    const auto word = [&random] {
        const auto at = [&random](unsigned below) { return static_cast<unsigned>(random()) % below; };
        std::string text = at(4) == 0 ? "db" : "n";
        const auto width = 1 + at(3);
        const auto digits = [width](unsigned value) {
            auto number = std::to_string(value);
            if (width > 1 && number.size() < width) number.insert(0, width - number.size(), '0');
            return number;
        };
        if (at(5) == 0) return text + digits(at(10));
        text += "[";
        for (unsigned ranges = 1 + at(2); ranges > 0; --ranges) {
            const auto first = at(8);
            text += digits(first);
            if (at(3) > 0) {
                const auto last = first + at(width == 1 ? 30 : 10 - first);
                text += "-" + digits(last);
                if (last > first && at(4) == 0) text += "/" + std::to_string(1 + at(3));
            }
            if (ranges > 1) text += ",";
        }
        return text + "]";
    };
    std::string expression = word();
    for (auto terms = random() % 5; terms > 0; --terms) {
        static constexpr std::array operators{",", ",", "!", "&"};
        expression += operators[random() % operators.size()];
        expression += word();
    }
    return expression;
}

TEST(NodesetPeer, AgreesOnRandomExpressions) {
    if (std::system("command -v nodeset >/dev/null 2>&1") != 0)
        BMCSCOPE_IS_MISSING("nodeset is not installed (Debian package clustershell)");
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    ipmi::inventory::HostSet all;
    for (const auto* word : {"n[0-99]", "n[00-99]", "n[000-099]", "db[0-99]", "db[00-99]", "db[000-099]"})
        all.merge(some::names_of(word));
    some::Names names(all);
    for (int round = 0; round < 40; ++round) {
        const auto expression = random_expression(random);
        const auto ours = ipmi::inventory::parse_host_set(expression, names);
        ASSERT_TRUE(ours) << expression << ": column " << ours.error().column << ": " << ours.error().what;
        EXPECT_EQ(ipmi::inventory::fold(*ours), nodeset(expression)) << expression;
    }
}

TEST(NodesetPeer, ReadsOurGridsBack) {
    if (std::system("command -v nodeset >/dev/null 2>&1") != 0)
        BMCSCOPE_IS_MISSING("nodeset is not installed (Debian package clustershell)");
    for (const auto* word : {"r[1-2]n[01-20/2]", "rack[1-3]-u[08-11]", "a[1-2]b[1-2]c[1-2]", "n[98-101]"}) {
        some::Names names(some::names_of(word));
        EXPECT_EQ(ipmi::inventory::fold(names.all()), nodeset(word));
    }
}

}  // namespace
