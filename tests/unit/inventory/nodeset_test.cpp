// Our host sets against ClusterShell's nodeset, which they are written like.
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "inventory/fold.hpp"
#include "unit/inventory/random_words.hpp"
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

TEST(NodesetPeer, AgreesOnRandomExpressions) {
    if (std::system("command -v nodeset >/dev/null 2>&1") != 0)
        BMCSCOPE_IS_MISSING("nodeset is not installed (Debian package clustershell)");
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    some::RandomWords words(random);
    some::Names names(words.all_names());
    for (int round = 0; round < 40; ++round) {
        const auto expression = words.expression(4, [&words] { return words.row(); });
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
