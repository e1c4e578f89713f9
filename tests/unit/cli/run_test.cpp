#include "cli/run.hpp"

#include <gtest/gtest.h>

#include "unit/cli/captured_output.hpp"
#include "unit/inventory/scratch_folder.hpp"

namespace {

using namespace ipmi::cli;
using ipmi::Errc;
using ipmi::Error;
using ipmi::Result;
using ipmi::Secret;

/// Nobody at the terminal: every question is a failure of the test.
Person nobody() {
    return {[](const std::string& prompt) -> Result<Secret> {
                ADD_FAILURE() << prompt;
                return Secret();
            },
            [](const std::string& question) -> Result<bool> {
                ADD_FAILURE() << question;
                return false;
            }};
}

class Run : public testing::Test {
protected:
    Run() {
        folder.file("word", "a-test-password\n");
        inventory = folder.file("inventory.toml",
                                "[credential.m]\nuser = \"m\"\npassword_file = \"word\"\nprivilege = \"operator\"\n"
                                "[credential.gone]\nuser = \"m\"\npassword_file = \"no-such-file\"\n"
                                "[host.a1]\naddress = \"127.0.0.1:9\"\ncredential = \"m\"\n"
                                "[host.a2]\naddress = \"127.0.0.1:9\"\ncredential = \"m\"\n"
                                "[host.b1]\naddress = \"127.0.0.1:9\"\ncredential = \"gone\"\n");
    }
    Options options_for(Verb verb, std::string set) const {
        Options options;
        options.verb = verb;
        options.inventory = inventory;
        options.set = std::move(set);
        options.use_cache = false;
        options.timeout = std::chrono::milliseconds(300);
        return options;
    }
    ScratchFolder folder;
    std::string inventory;
    CapturedOutput captured;
};

TEST_F(Run, NamesAMistakeInAHostSetAndTriesNothing) {
    EXPECT_EQ(run(options_for(Verb::sensors, "a1,a9"), captured.output, nobody()), 2);
    EXPECT_EQ(captured.error, "bmcscope: host set 'a1,a9', column 4: the inventory has no host 'a9'\n");
    EXPECT_EQ(run(options_for(Verb::sensors, "~c.*"), captured.output, nobody()), 2);
}

TEST_F(Run, NamesTheInventoryThatIsNotThere) {
    auto options = options_for(Verb::sensors, "a1");
    options.inventory = folder.path() + "/none.toml";
    EXPECT_EQ(run(options, captured.output, nobody()), 2);
    EXPECT_NE(captured.error.find("none.toml: No such file"), std::string::npos) << captured.error;
}

TEST_F(Run, AHostWhoseSecretIsMissingFailsAlone) {
    EXPECT_EQ(run(options_for(Verb::sensors, "b1"), captured.output, nobody()), 3);
    EXPECT_NE(captured.error.find("credential 'gone': cannot read"), std::string::npos) << captured.error;
    EXPECT_EQ(captured.error.find("a-test-password"), std::string::npos);
}

TEST_F(Run, AsksBeforeSeveralHostsAreTakenDown) {
    auto options = options_for(Verb::power, "a[1-2]");
    options.power_action = ipmi::PowerAction::off;
    std::string asked;
    auto person = nobody();
    person.ask_to_go_on = [&asked](const std::string& question) -> Result<bool> {
        asked = question;
        return false;
    };
    EXPECT_EQ(run(options, captured.output, person), 2);
    EXPECT_EQ(asked, "off of 2 hosts: a[1-2]. Go on? [y/N] ");
    EXPECT_EQ(captured.error, "bmcscope: nothing was done\n");
    person.ask_to_go_on = [](const std::string&) -> Result<bool> {
        return std::unexpected(Error{Errc::local, "there is no terminal; --yes does not ask", {}});
    };
    EXPECT_EQ(run(options, captured.output, person), 2);
}

TEST_F(Run, HoldsTheCountAgainstTheHosts) {
    auto options = options_for(Verb::power, "a[1-2]");
    options.power_action = ipmi::PowerAction::off;
    options.hosts = 3;
    EXPECT_EQ(run(options, captured.output, nobody()), 2);
    EXPECT_EQ(captured.error, "bmcscope: these are 2 hosts, and --hosts says 3: a[1-2]; nothing was done\n");
    options.hosts = 2;
    EXPECT_EQ(run(options, captured.output, nobody()), 3);  // nobody listens at 127.0.0.1:9, nobody is asked
}

TEST_F(Run, ADryRunSaysWhatWouldBeDone) {
    auto options = options_for(Verb::power, "a[1-2],b1");
    options.power_action = ipmi::PowerAction::on;
    options.dry_run = true;
    EXPECT_EQ(run(options, captured.output, nobody()), 1);
    EXPECT_EQ(
        captured.out,
        "a[1-2]: would be switched on\n2 hosts, 2 at once, one start every 1 s: at least 1 s. Nothing was done.\n");
    EXPECT_NE(captured.error.find("[host.b1] has no 'control'"), std::string::npos) << captured.error;
}

TEST_F(Run, ChecksAnInventoryAndItsSecrets) {
    EXPECT_EQ(run(options_for(Verb::inventory, ""), captured.output, nobody()), 2);
    EXPECT_EQ(captured.out, inventory + ": 3 hosts, 0 groups, 2 credentials\n");
    EXPECT_NE(captured.error.find("credential 'gone': cannot read"), std::string::npos) << captured.error;
    EXPECT_NE(captured.error.find("; cannot be asked: b1\n"), std::string::npos) << captured.error;
    folder.file("no-such-file", "another-password\n");
    captured.error.clear();
    EXPECT_EQ(run(options_for(Verb::inventory, ""), captured.output, nobody()), 0);
    EXPECT_EQ(captured.error, "");
    EXPECT_EQ(captured.out.find("password"), std::string::npos);
    folder.file("inventory.toml", "[host.a1]\naddress = 7\n");
    EXPECT_EQ(run(options_for(Verb::inventory, ""), captured.output, nobody()), 2);
    EXPECT_NE(captured.error.find(inventory + ":2:"), std::string::npos) << captured.error;
}

TEST_F(Run, SaysHowToStartAnEngineWhereOneIsNeeded) {
    for (const auto verb : {Verb::incidents, Verb::ack, Verb::events}) {
        captured.error.clear();
        auto options = options_for(verb, "");
        options.engine = folder.path() + "/engine.sock";
        options.incidents = {1};
        EXPECT_EQ(run(options, captured.output, nobody()), 3);
        EXPECT_NE(captured.error.find("systemctl start bmcscoped"), std::string::npos) << captured.error;
        EXPECT_NE(captured.error.find(options.engine), std::string::npos) << captured.error;
    }
}

TEST_F(Run, ListsTheInventoryWhereNoEngineRuns) {
    auto options = options_for(Verb::hosts, "a1");
    EXPECT_EQ(run(options, captured.output, nobody()), 0);
    EXPECT_EQ(captured.out, "Host  Address\na1    127.0.0.1:9\n");
}

TEST_F(Run, DoesNotAskAboutOneHostOrWithYes) {
    auto options = options_for(Verb::power, "a1");
    options.power_action = ipmi::PowerAction::cycle;
    EXPECT_EQ(run(options, captured.output, nobody()), 3);  // nobody listens at 127.0.0.1:9
    options.set = "a[1-2]";
    options.yes = true;
    EXPECT_EQ(run(options, captured.output, nobody()), 3);
    EXPECT_NE(captured.error.find("a[1-2]:"), std::string::npos) << captured.error;
}

TEST_F(Run, AsksForThePasswordOfAUserGivenByHand) {
    Options options;
    options.verb = Verb::sensors;
    options.address = "127.0.0.1:9";
    options.user = "admin";
    options.use_cache = false;
    options.timeout = std::chrono::milliseconds(300);
    std::string asked;
    auto person = nobody();
    person.ask_password = [&asked](const std::string& prompt) -> Result<Secret> {
        asked = prompt;
        return Secret("typed-by-hand");
    };
    EXPECT_EQ(run(options, captured.output, person), 3);
    EXPECT_EQ(asked, "Password of admin on 127.0.0.1:9: ");
    EXPECT_EQ((captured.out + captured.error).find("typed-by-hand"), std::string::npos);
    options.address = "not an address";
    EXPECT_EQ(run(options, captured.output, person), 2);
}

}  // namespace
