#include "cli/confirmation.hpp"

#include <gtest/gtest.h>

namespace {

using namespace ipmi::cli;
using ipmi::PowerAction;

/// How many hosts are switched without a question.
std::size_t unasked(PowerAction action) {
    Options options;
    options.power_action = action;
    bool asked = false;
    const Person person{{}, [&asked](const std::string&) -> ipmi::Result<bool> {
                            asked = true;
                            return true;
                        }};
    Targets found;
    while (found.targets.size() < 100) {
        found.targets.emplace_back();
        found.targets.back().name = "web" + std::to_string(found.targets.size());
        EXPECT_TRUE(confirm(options, found, person));
        if (asked) return found.targets.size() - 1;
    }
    return 100;
}

TEST(Confirmation, AsksBeforeSeveralHostsAreSwitched) {
    for (const auto action : {PowerAction::off, PowerAction::cycle, PowerAction::reset, PowerAction::soft,
                              PowerAction::diagnostic_interrupt})
        EXPECT_EQ(unasked(action), 1u) << to_string(action);
    EXPECT_EQ(unasked(PowerAction::on), 10u);
}

/// What a person is asked about this set of three, one of which cannot be asked.
std::string question(const Options& options) {
    std::string asked;
    const Person person{{}, [&asked](const std::string& text) -> ipmi::Result<bool> {
                            asked = text;
                            return true;
                        }};
    Targets found;
    for (const auto* name : {"web1", "web2"}) {
        found.targets.emplace_back();
        found.targets.back().name = name;
    }
    found.failed.emplace_back("web3", ipmi::Error{ipmi::Errc::local, "no credential", {}});
    EXPECT_TRUE(confirm(options, found, person));
    return asked;
}

TEST(Confirmation, AsksBeforeRawBytesAndClearing) {
    Options options;
    options.verb = Verb::raw;
    EXPECT_EQ(question(options), "a raw command for 2 hosts: web[1-2] (it cannot be done to web3). Go on? [y/N] ");
    options.yes = true;
    EXPECT_EQ(question(options), "");
    options = {};
    options.verb = Verb::sel;
    EXPECT_EQ(question(options), "") << "a log is read";
    options.sel.clear = true;
    EXPECT_EQ(question(options), "clearing the log of 2 hosts: web[1-2] (it cannot be done to web3). Go on? [y/N] ");
}

// A credential that is missing must not take the question away.
TEST(Confirmation, AsksByTheSetThatWasNamed) {
    Options options;
    options.power_action = PowerAction::off;
    Targets found;
    found.targets.emplace_back();
    found.targets.back().name = "web1";
    for (const auto* name : {"web2", "web3"})
        found.failed.emplace_back(name, ipmi::Error{ipmi::Errc::local, "no credential", {}});
    const Person nobody{{}, [](const std::string&) -> ipmi::Result<bool> { return false; }};
    const auto answer = confirm(options, found, nobody);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ipmi::Errc::cancelled);
}

}  // namespace
