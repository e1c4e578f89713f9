#include "options.hpp"

#include <gtest/gtest.h>

#include "given_options.hpp"
#include "option_table.hpp"
#include "unit/inventory/scratch_folder.hpp"

namespace {

using namespace std::chrono_literals;
using plugins::Mode;
using plugins::parse;
using plugins::Parsed;
using plugins::Severity;

Parsed parsed(Mode mode, std::vector<const char*> words) {
    words.insert(words.begin(), "check");
    return parse(mode, static_cast<int>(words.size()), words.data());
}
Parsed sensors(std::vector<const char*> words) {
    words.insert(words.begin(), {"-H", "bmc", "--credentials", "file"});
    return parsed(Mode::sensors, std::move(words));
}

TEST(Options, AreTakenInEachForm) {
    const auto given = sensors({"-t", "1m", "-vv", "-i", "FAN*", "-i", "type=Fan", "--warning=CPU=5:80", "--map",
                                "a=b=critical", "--state-order", "critical,warning,unknown", "--perfdata-thresholds",
                                "upper", "--max-output", "1024", "--powered-off", "warning"});
    ASSERT_TRUE(given.run) << given.message;
    const auto& options = given.options;
    EXPECT_EQ(options.hosts, std::vector<std::string>{"bmc"});
    EXPECT_EQ(options.timeout, 1min);
    EXPECT_EQ(options.style.verbosity, 2);
    EXPECT_EQ(options.policy.sensors.include.size(), 2u);
    EXPECT_TRUE(options.policy.sensors.warning.at(0).which.matches("CPU1"));
    EXPECT_TRUE(options.policy.sensors.map.at(0).which.matches("a=b"));
    EXPECT_EQ(options.style.largest_bytes, 1024u);
    EXPECT_EQ(options.policy.power.powered_off, Severity::warning);
}

TEST(Options, TakeSeveralAddressesOfOneBmc) {
    EXPECT_EQ(parsed(Mode::sel, {"-H", "a,b:700", "-H", "[::1]", "--credentials", "f"}).options.hosts,
              (std::vector<std::string>{"a", "b:700", "[::1]"}));
}

TEST(Options, LetEveryModeAskTheEngine) {
    for (const auto mode : plugins::all_modes) {
        const auto* whom = mode == Mode::group ? "--hosts" : "-H";
        const auto given = parsed(mode, {whom, "web01", "--engine=/run/e.sock", "--max-age", "90s", "--fallback"});
        ASSERT_TRUE(given.run) << given.message;
        EXPECT_EQ(given.options.engine, "/run/e.sock");
        EXPECT_EQ(given.options.max_age, 90s);
        EXPECT_TRUE(given.options.fallback);
        EXPECT_FALSE(parsed(mode, {whom, "web01", "--fallback"}).run);
        EXPECT_FALSE(parsed(mode, {whom, "web01", "--max-age", "90s"}).run);
    }
    // Acknowledgements of checks are kept where checks read the log themselves.
    const auto acknowledging = parsed(Mode::sel, {"-H", "web01", "--engine", "--ack"});
    EXPECT_FALSE(acknowledging.run);
    EXPECT_TRUE(acknowledging.message.starts_with("UNKNOWN: --ack: ")) << acknowledging.message;
}

// A wrong option in a configuration must page nobody: 3, and a line that names it.
TEST(Options, NameWhatIsWrongWithEach) {
    const std::vector<std::pair<std::vector<const char*>, const char*>> wrong{
        {{"-t", "0"}, "--timeout"},
        {{"-t", "soon"}, "--timeout"},
        {{"-w", "x"}, "--warning"},
        {{"-w", "x=9:1"}, "--warning"},
        {{"-c", "(=1"}, "--critical"},
        {{"--map", "a=bad"}, "--map"},
        {{"--absent", "no"}, "--absent"},
        {{"--expect", "psu"}, "--expect"},
        {{"--rename", "a="}, "--rename"},
        {{"-i", ""}, "--include"},
        {{"-x", "number=999"}, "--exclude"},
        {{"--unknown-above", "101"}, "--unknown-above"},
        {{"--output", "xml"}, "--output"},
        {{"--max-output", "1"}, "--max-output"},
        {{"--cipher-suite", "0"}, "--cipher-suite"},
        {{"--powered-off", "maybe"}, "--powered-off"},
        {{"--perfdata-thresholds", "all"}, "--perfdata-thresholds"},
        {{"--state-order", "x"}, "--state-order"},
        {{"--nonsense"}, "--nonsense"},
        {{"stray"}, "belongs to no option"},
        {{"-t"}, "--timeout"}};
    for (const auto& [words, name] : wrong) {
        const auto given = sensors(words);
        EXPECT_FALSE(given.run) << words[0];
        EXPECT_TRUE(given.message.starts_with("UNKNOWN: ")) << given.message;
        EXPECT_NE(given.message.find(name), std::string::npos) << given.message;
        EXPECT_EQ(std::count(given.message.begin(), given.message.end(), '\n'), 1) << given.message;
    }
}

TEST(Options, OfTheLogPowerHealthAndGroupAreJudgedToo) {
    const auto refused = [](Mode mode, std::vector<const char*> words, const char* name) {
        if (mode == Mode::group)
            words.insert(words.begin(), {"--hosts", "@*"});
        else
            words.insert(words.begin(), {"-H", "bmc", "--credentials", "file"});
        const auto given = parsed(mode, std::move(words));
        EXPECT_FALSE(given.run) << name;
        EXPECT_NE(given.message.find(name), std::string::npos) << given.message;
    };
    for (const auto& [option, value] : std::vector<std::pair<const char*, const char*>>{{"--since", "0"},
                                                                                        {"--since", "long"},
                                                                                        {"--severity", "ok"},
                                                                                        {"--sel-include", "("},
                                                                                        {"--sel-exclude", ""},
                                                                                        {"--sel-type", "Memry"},
                                                                                        {"--fill-warning", "101"},
                                                                                        {"--fill-critical", "x"}})
        refused(Mode::sel, {option, value}, option);
    refused(Mode::sel, {"--note", "x"}, "--ack");
    for (const auto& [option, value] : std::vector<std::pair<const char*, const char*>>{
             {"--intrusion", "open"}, {"--watts-warning", "9:1"}, {"--watts-critical", ""}, {"--powered-off", "no"}})
        refused(Mode::power, {option, value}, option);
    for (const auto& [option, value] : std::vector<std::pair<const char*, const char*>>{{"--drift-warning", "x"},
                                                                                        {"--drift-critical", "-1"},
                                                                                        {"--round-trip-warning", "a"},
                                                                                        {"--round-trip-critical", ":"}})
        refused(Mode::health, {option, value}, option);
    for (const auto& [option, value] : std::vector<std::pair<const char*, const char*>>{
             {"--of", "fru"}, {"--hosts-warning", "1.5"}, {"--hosts-critical", "101%"}, {"--at-once", "0"}})
        refused(Mode::group, {option, value}, option);
}

TEST(Options, TellNoWordThatMayBeAPassword) {
    for (const char* word : {"-Phunter2secret", "--password=hunter2secret", "hunter2secret"}) {
        const auto given = sensors({word});
        EXPECT_FALSE(given.run);
        EXPECT_EQ(given.message.find("hunter2"), std::string::npos) << given.message;
    }
    EXPECT_EQ(sensors({"-P", "hunter2secret"}).message.find("hunter2"), std::string::npos);
}

TEST(Options, AskForAHost) {
    EXPECT_NE(parsed(Mode::sensors, {}).message.find("--host is required"), std::string::npos);
    EXPECT_NE(parsed(Mode::group, {}).message.find("--hosts is required"), std::string::npos);
    EXPECT_FALSE(parsed(Mode::sensors, {"-H", ""}).run);
    EXPECT_FALSE(parsed(Mode::sensors, {"-H", "a,,b", "--credentials", "f"}).run);
}

TEST(Options, OfAnotherModeAreRefused) {
    EXPECT_FALSE(parsed(Mode::sel, {"-H", "a", "--credentials", "f", "--expect", "psu=2"}).run);
    EXPECT_FALSE(sensors({"--ack"}).run);
}

TEST(Options, AreAllInTheHelpOfTheirModes) {
    for (const auto mode : plugins::all_modes) {
        const auto text = plugins::help_text(mode);
        for (const auto& row : plugins::option_table()) {
            const auto names = "  " + std::string(row.names) + " ";  // CLI11 pads behind them
            EXPECT_EQ(text.find(names) != std::string::npos, (row.modes & bit(mode)) != 0)
                << program_of(mode) << " " << row.names;
        }
    }
}

TEST(Options, ComeFromAnIniFileToo) {
    const ScratchFolder folder;
    const auto file = folder.file("plugins.ini",
                                  "[check_bmc_sensors]\ntimeout=30\ninclude=FAN*\n[rack]\nuser=monitor\npassword="
                                  "\"s3cret\"\nprivilege=operator\n");
    const auto own = "--extra-opts=@" + file;
    const auto given = parsed(Mode::sensors, {"-H", "a", "--credentials", "f", own.c_str(), "-t", "5"});
    ASSERT_TRUE(given.run) << given.message;
    EXPECT_EQ(given.options.timeout, 5s);  // the command line wins
    EXPECT_EQ(given.options.policy.sensors.include.size(), 1u);
    const auto rack = "--extra-opts=rack@" + file;
    const auto login = parsed(Mode::sensors, {"-H", "a", rack.c_str()});
    ASSERT_TRUE(login.run) << login.message;
    EXPECT_EQ(login.options.login->user, "monitor");
    EXPECT_EQ(login.options.login->password.reveal(), "s3cret");
    EXPECT_EQ(login.options.login->privilege, ipmi::Privilege::operator_);
}

TEST(Options, OfAnIniFileAreJudgedLikeOthers) {
    const ScratchFolder folder;
    const auto file = folder.file("plugins.ini", "[a]\nbogus=1\n[b]\nuser=only\n");
    for (const auto* section : {"a", "b", "missing"}) {
        const auto word = std::string("--extra-opts=") + section + "@" + file;
        EXPECT_FALSE(parsed(Mode::sensors, {"-H", "h", word.c_str()}).run) << section;
    }
    EXPECT_FALSE(parsed(Mode::sensors, {"-H", "h", "--extra-opts=x@/nonexistent"}).run);
    // No option of a command line holds a password.
    EXPECT_FALSE(parsed(Mode::sensors, {"-H", "h", "--password", "x"}).run);
}

TEST(Mode, IsTheNameAProgramWasStartedUnder) {
    EXPECT_EQ(plugins::mode_of("/usr/lib/nagios/plugins/check_bmc_sel"), Mode::sel);
    EXPECT_EQ(plugins::mode_of("check_bmc"), Mode::host);
    EXPECT_EQ(plugins::mode_of("check_something"), std::nullopt);
}

}  // namespace
