// Groups of an inventory against the same groups in ClusterShell, whose library `nodeset` is the command of: nested
// ones, set operations inside them and on them, names in rows and in grids. Each reads what the other has folded.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <vector>

#include "inventory/fold.hpp"
#include "inventory/inventory.hpp"
#include "unit/inventory/random_words.hpp"
#include "unit/inventory/scratch_folder.hpp"
#include "unit/missing.hpp"

namespace {

using ipmi::inventory::HostSet;
using ipmi::inventory::Inventory;

/// Debian's, for which Debian's packages are.
constexpr const char* python = "/usr/bin/python3";

/// Of each line's two expressions: how the first is folded, and the names of both.
constexpr const char* asking = R"(import sys
from ClusterShell.NodeSet import NodeSet
for line in open(sys.argv[1]):
    expression, folded = (NodeSet(text) for text in line.rstrip("\n").split("\t"))
    print(expression, " ".join(expression), " ".join(folded), sep="\t")
)";

struct Theirs {
    std::string folded{};
    HostSet names{};
    HostSet read_back{};
};

HostSet names_in(const std::string& line) {
    std::istringstream words(line);
    return HostSet(std::istream_iterator<std::string>(words), {});
}

/// Random groups, as an inventory and as ClusterShell has them.
class Site {
public:
    explicit Site(some::RandomWords& words) : words_(words) {
        // Each may contain those before it; in the files they stand in any order.
        declare("declared");
        for (const auto* group : {"g1", "g2", "g3", "p01", "p02", "a-b.c_d", "last"}) define(group);
        write_inventory();
        write_theirs();
    }

    /// Names or groups, each as likely, and seldom all.
    std::string term() {
        if (words_.below(20) == 0) return "@*";
        if (known_.empty() || words_.below(2) == 0) return words_.below(3) == 0 ? words_.grid() : words_.row();
        if (known_.size() > 3 && words_.below(4) == 0) return words_.below(2) == 0 ? "@g[1-3]" : "@g[1-3/2]";
        if (known_.size() > 5 && words_.below(6) == 0) return "@p[01-02]";
        return "@" + known_[words_.below(static_cast<unsigned>(known_.size()))];
    }
    std::string expression() {
        return words_.expression(4, [this] { return term(); });
    }

    ipmi::Result<Inventory> load() const { return Inventory::load(folder_.path() + "/inventory.toml"); }

    std::vector<Theirs> ask(const std::vector<std::pair<std::string, std::string>>& questions) const {
        std::string lines;
        for (const auto& [expression, folded] : questions) lines += fmt::format("{}\t{}\n", expression, folded);
        const auto file = folder_.file("questions", lines);
        const auto script = folder_.file("ask.py", asking);
        const auto command = fmt::format("CLUSTERSHELL_CFGDIR={0} {3} {1} {2} >{0}/answers 2>{0}/errors",
                                         folder_.path(), script, file, python);
        const auto status = std::system(command.c_str());
        std::ifstream errors(folder_.path() + "/errors");
        EXPECT_EQ(status, 0) << std::string(std::istreambuf_iterator<char>(errors), {});
        std::vector<Theirs> all;
        std::ifstream answers(folder_.path() + "/answers");
        for (std::string line; std::getline(answers, line);) {
            const auto first = line.find('\t');
            const auto second = line.find('\t', first + 1);
            all.push_back({line.substr(0, first), names_in(line.substr(first + 1, second - first - 1)),
                           names_in(line.substr(second + 1))});
        }
        return all;
    }

    const std::string& groups() const { return theirs_; }

private:
    void define(const std::string& group) {
        const auto members = words_.expression(3, [this] { return term(); });
        const auto in_front = words_.below(2) == 0;
        const auto ours = fmt::format("[group.\"{}\"]\nmembers = \"{}\"\n", group, members);
        const auto theirs = fmt::format("  '{}': '{}'\n", group, members);
        ours_ = in_front ? ours + ours_ : ours_ + ours;
        theirs_ = in_front ? theirs + theirs_ : theirs_ + theirs;
        known_.push_back(group);
    }
    /// Of hosts that say it themselves.
    void declare(const std::string& group) {
        std::string members;
        for (const auto& name : names_)
            if (words_.below(50) == 0) {
                members += (members.empty() ? "" : ",") + name;
                declared_.insert(name);
            }
        theirs_ += fmt::format("  '{}': '{}'\n", group, members);
        known_.push_back(group);
    }
    void write_inventory() const {
        std::string text = "[credential.m]\nuser = \"m\"\npassword_file = \"m\"\n" + ours_;
        for (const auto& name : names_)
            text += fmt::format("[host.{}]\naddress = \"{}.example\"\ncredential = \"m\"\n{}", name, name,
                                declared_.contains(name) ? "groups = [\"declared\"]\n" : "");
        static_cast<void>(folder_.file("inventory.toml", text, 0644));
    }
    void write_theirs() const {
        std::string all;
        for (const auto& name : names_) all += (all.empty() ? "" : ",") + name;
        static_cast<void>(folder_.file("groups.conf", "[Main]\ndefault: site\nautodir: $CFGDIR/groups.d\n"));
        static_cast<void>(folder_.file("groups.d/site.yaml", fmt::format("site:\n{}  'all': '{}'\n", theirs_, all)));
    }

    some::RandomWords& words_;
    const HostSet names_ = some::RandomWords::all_names();
    ScratchFolder folder_;
    std::vector<std::string> known_;
    HostSet declared_;
    std::string ours_;
    std::string theirs_;
};

HostSet read_by_us(const Inventory& inventory, const std::string& set) {
    if (set.empty()) return {};
    const auto names = inventory.select(set);
    EXPECT_TRUE(names) << (names ? "" : names.error().context);
    return names ? HostSet(names->begin(), names->end()) : HostSet{};
}

TEST(NodesetPeer, AgreesOnRandomGroups) {
    if (std::system(fmt::format("{} -c 'import ClusterShell.NodeSet' 2>/dev/null", python).c_str()) != 0)
        BMCSCOPE_IS_MISSING("ClusterShell is not installed (Debian package clustershell)");
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    some::RandomWords words(random);
    for (int round = 0; round < 8; ++round) {
        Site site(words);
        SCOPED_TRACE(site.groups());
        const auto inventory = site.load();
        ASSERT_TRUE(inventory) << inventory.error().context;
        std::vector<std::pair<std::string, std::string>> questions;
        std::vector<HostSet> ours;
        for (int i = 0; i < 60; ++i) {
            const auto expression = site.expression();
            SCOPED_TRACE(expression);
            ours.push_back(read_by_us(*inventory, expression));
            questions.emplace_back(expression, ipmi::inventory::fold(ours.back()));
        }
        const auto theirs = site.ask(questions);
        ASSERT_EQ(theirs.size(), questions.size());
        for (std::size_t i = 0; i < ours.size(); ++i) {
            SCOPED_TRACE(questions[i].first);
            EXPECT_EQ(ours[i], theirs[i].names);
            EXPECT_EQ(ours[i], theirs[i].read_back) << "they read " << questions[i].second;
            EXPECT_EQ(ours[i], read_by_us(*inventory, theirs[i].folded)) << "we read " << theirs[i].folded;
        }
    }
}

}  // namespace
