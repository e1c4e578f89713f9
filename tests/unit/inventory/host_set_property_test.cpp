// What nodeset does not know, regular expressions and attributes, in random host sets over random hosts. What a set
// means is said here once more, host by host and with std::regex.
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <random>
#include <regex>
#include <vector>

#include "unit/inventory/random_words.hpp"

namespace {

using ipmi::inventory::Attributes;
using ipmi::inventory::AttributeValues;
using ipmi::inventory::HostSet;

/// A term as it is written, and of which hosts it is true.
struct Term {
    std::string text{};
    std::function<bool(const std::string& host)> holds{};
};

/// Random hosts with random attributes, as somebody may choose among them.
class Fleet {
public:
    explicit Fleet(some::RandomWords& words) : words_(words) {
        for (const auto& name : some::RandomWords::all_names()) {
            if (words_.below(8) != 0) continue;
            hosts_.insert(name);
            for (const auto& [attribute, values] : possible)
                if (words_.below(3) != 0) attributes_[attribute][name] = pick(values);
        }
        for (const auto& name : hosts_)
            if (words_.below(4) == 0) group_.insert(name);
    }

    [[nodiscard]] some::Names names() const { return some::Names(hosts_, {{"some", group_}}, attributes_); }
    [[nodiscard]] const HostSet& hosts() const { return hosts_; }

    Term term() {
        switch (words_.below(6)) {
            case 0: return name();
            case 1: return {"@some", [this](const std::string& host) { return group_.contains(host); }};
            case 2:
            case 3: return matching();
            case 4: return having();
            default: return having_matching();
        }
    }

private:
    using Choice = std::vector<std::string>;
    static inline const std::vector<std::pair<std::string, Choice>> possible{
        {"rack", {"r1", "r2", "r10", "r12", "R1"}},
        {"site", {"dc1", "dc2", "a=b", "Oslo, old hall", "x&y!z", "~dc1"}},
        {"u-2.b", {"1", "01", "(1)", "[1]"}}};

    std::string pick(const Choice& choice) { return choice[words_.below(static_cast<unsigned>(choice.size()))]; }

    Term name() {
        const auto at = std::next(hosts_.begin(), words_.below(static_cast<unsigned>(hosts_.size())));
        return {*at, [one = *at](const std::string& host) { return host == one; }};
    }
    Term matching() {
        const auto expression = pieces({"n", "db", "r", ".", "[nd]", "[^r]b?", "(n|db)", "[0-4]", "\\d", "\\d*", "0?",
                                        "[0-9]{1,2}", "[2,4]+", "(0|1{2,3})", ".*", "(?:r\\dn|n)", "\\w", "9"});
        return {"~" + expression, [pattern = std::regex(expression)](const std::string& host) {
                    return std::regex_match(host, pattern);
                }};
    }
    /// Blanks and operators in a value cannot be written but in a regular expression.
    Term having() {
        const auto& attribute = pick_attribute();
        const auto& values = attributes_.at(attribute);
        AttributeValues::const_iterator at;
        do at = std::next(values.begin(), words_.below(static_cast<unsigned>(values.size())));
        while (at->second.find_first_of(" ,&!") != std::string::npos || at->second.front() == '~');
        return {attribute + "=" + at->second, [this, attribute, value = at->second](const std::string& host) {
                    return value_of(attribute, host) == value;
                }};
    }
    Term having_matching() {
        const auto& attribute = pick_attribute();
        const auto expression = pieces({"r",
                                        "R",
                                        "[rR]",
                                        "1",
                                        "1?",
                                        "\\d+",
                                        "[12]{1,2}",
                                        "dc(1|2)",
                                        ".*",
                                        ".*\\,.old.*",
                                        "Oslo\\,\\ old\\ hall",
                                        "x\\&y\\!z",
                                        "[&!,]",
                                        "(a|x).(b|y[!]?)",
                                        "~?",
                                        ".",
                                        "\\(1\\)",
                                        "\\[?1\\]?",
                                        "=",
                                        ""});
        if (expression.empty()) return having_matching();
        return {attribute + "=~" + expression,
                [this, attribute, pattern = std::regex(expression)](const std::string& host) {
                    const auto value = value_of(attribute, host);
                    return value && std::regex_match(*value, pattern);
                }};
    }

    const std::string& pick_attribute() { return possible[words_.below(static_cast<unsigned>(possible.size()))].first; }
    std::optional<std::string> value_of(const std::string& attribute, const std::string& host) const {
        const auto& values = attributes_.at(attribute);
        const auto at = values.find(host);
        return at == values.end() ? std::nullopt : std::optional(at->second);
    }
    std::string pieces(const Choice& choice) {
        std::string expression = pick(choice);
        for (auto more = words_.below(4); more > 0; --more) expression += pick(choice);
        return expression;
    }

    some::RandomWords& words_;
    HostSet hosts_;
    HostSet group_;
    Attributes attributes_;
};

TEST(HostSetProperty, IsWhatAFilterOverTheHostsSays) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    some::RandomWords words(random);
    std::size_t chosen = 0;
    for (int round = 0; round < 20; ++round) {
        Fleet fleet(words);
        auto names = fleet.names();
        for (int i = 0; i < 100; ++i) {
            std::string expression;
            HostSet expected;
            for (auto terms = 1 + words.below(5); terms > 0; --terms) {
                const auto term = fleet.term();
                const char operation = expression.empty() ? ',' : some::RandomWords::operators[words.below(4)];
                if (!expression.empty()) expression += operation;
                expression += (words.below(4) == 0 ? " " : "") + term.text + (words.below(4) == 0 ? " " : "");
                for (const auto& host : fleet.hosts()) {
                    const bool was = expected.contains(host);
                    const bool holds = term.holds(host);
                    const bool is = operation == ',' ? was || holds : was && holds == (operation == '&');
                    if (is && !was) expected.insert(host);
                    if (was && !is) expected.erase(host);
                }
            }
            const auto ours = ipmi::inventory::parse_host_set(expression, names);
            ASSERT_TRUE(ours) << expression << ": column " << ours.error().column << ": " << ours.error().what;
            ASSERT_EQ(*ours, expected) << expression;
            chosen += expected.size();
        }
    }
    EXPECT_GT(chosen, 1000u) << "not only empty ones were tried";
}

}  // namespace
