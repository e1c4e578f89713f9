#include "dropin/options.hpp"

#include <gtest/gtest.h>

#include "command_line.hpp"

namespace plugins::dropin {
namespace {

Parsed parsed(CommandLine line) {
    return parse(line.argc(), line.argv());
}

/// With a host and a user, and more words.
Parsed with(std::initializer_list<const char*> more) {
    std::vector<std::string> words{
        "check_ipmi_sensor", "-H", "10.0.0.1", "-U", "monitor", "-P", "secret", "-L", "user"};
    words.insert(words.end(), more.begin(), more.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    return parse(static_cast<int>(argv.size()), argv.data());
}

std::string refused(std::initializer_list<const char*> more) {
    const auto result = with(more);
    EXPECT_FALSE(result.run);
    EXPECT_EQ(result.exit_code, 3);
    return result.message;
}

TEST(DropInOptions, TakesWhatIcingaSends) {
    const auto result = with({"-D",
                              "LAN_2_0",
                              "-T",
                              "Fan,Temperature",
                              "-xST",
                              "Memory",
                              "-i",
                              "4,71",
                              "-i",
                              "5",
                              "-x",
                              "205",
                              "--nosel",
                              "-fc",
                              "6",
                              "--noentityabsent",
                              "-vv",
                              "-b",
                              "--nothresholds",
                              "--fru",
                              "--board",
                              "--assettag",
                              "-us",
                              "file"});
    ASSERT_TRUE(result.run) << result.message;
    const auto& options = result.options;
    EXPECT_EQ(options.target.addresses, std::vector<std::string>{"10.0.0.1"});
    EXPECT_EQ(options.target.credentials.password.reveal(), "secret");
    EXPECT_EQ(options.target.credentials.privilege, ipmi::Privilege::user);
    EXPECT_EQ(options.types, (SensorTypes{4, 1}));
    EXPECT_EQ(options.type_words, (std::vector<std::string>{"Fan", "Temperature"}));
    EXPECT_EQ(options.excluded_sel_types, SensorTypes{12});
    EXPECT_EQ(options.include, (std::set<std::string>{"4", "5", "71"}));
    EXPECT_EQ(options.exclude, std::set<std::string>{"205"});
    EXPECT_FALSE(options.sel);
    EXPECT_FALSE(options.thresholds);
    EXPECT_TRUE(options.fru && options.board && options.asset_tag && options.no_entity_absent);
    EXPECT_EQ(options.fan_count, 6u);
    EXPECT_EQ(options.verbosity, 2);
    EXPECT_EQ(options.unify_file, "file");
    ASSERT_EQ(options.notes.size(), 1u);
    EXPECT_NE(options.notes[0].find("use -f"), std::string::npos);
}

TEST(DropInOptions, CarriesWhatIsSaidToFreeIpmi) {
    const auto result =
        with({"-O", "--cipher-suite-id=17 -l OPERATOR", "-O", "-W opensesspriv --session-timeout 5000 -R 7,8", "-O",
              "--shared-sensors", "--seloptions", "--assume-system-event-records,--interpret-oem-data"});
    ASSERT_TRUE(result.run) << result.message;
    EXPECT_EQ(result.options.target.cipher_suites, std::vector<std::uint8_t>{17});
    EXPECT_EQ(result.options.target.credentials.privilege, ipmi::Privilege::operator_);
    EXPECT_EQ(result.options.timeout, std::chrono::seconds(5));
    EXPECT_EQ(result.options.exclude, (std::set<std::string>{"7", "8"}));
    EXPECT_TRUE(result.options.shared_sensors);
    EXPECT_TRUE(result.options.reserved_records);
}

TEST(DropInOptions, LetsTheLastValueWinAndOursOverFreeIpmis) {
    const auto result = with({"-H", "10.0.0.2:6230", "-O", "--session-timeout=5000", "--timeout", "1.5"});
    ASSERT_TRUE(result.run) << result.message;
    EXPECT_EQ(result.options.target.name, "10.0.0.2:6230");
    EXPECT_EQ(result.options.timeout, std::chrono::milliseconds(1500));
}

TEST(DropInOptions, SaysWhatIsNotCarried) {
    EXPECT_NE(refused({"-O", "--bridge-sensors"}).find("'bridge-sensors' of FreeIPMI is not carried"),
              std::string::npos);
    EXPECT_NE(refused({"-O", "-p other"}).find("put it into the file of -f"), std::string::npos);
    EXPECT_NE(refused({"-D", "LAN"}).find("IPMI 1.5"), std::string::npos);
    EXPECT_NE(refused({"-s", "file"}).find("not carried"), std::string::npos);
    EXPECT_NE(refused({"--seloptions", "--date-range=now"}).find("'--date-range' is not carried"), std::string::npos);
    EXPECT_NE(refused({"-H", "localhost"}).find("not carried"), std::string::npos);
    EXPECT_NE(parsed({"-f", "file"}).message.find("not carried"), std::string::npos) << "no host";
}

TEST(DropInOptions, NeedsAFileOrAllThree) {
    const auto result = parsed({"-H", "10.0.0.1", "-U", "monitor", "-P", "secret"});
    EXPECT_FALSE(result.run);
    EXPECT_EQ(result.message.find(
                  "Error:  -f <FreeIPMI config file> or -U <username> -P <password> -L <privilege level> missing."),
              0u);
    EXPECT_EQ(result.exit_code, 3);
}

TEST(DropInOptions, RefusesNumbersThatMakeNoSense) {
    for (const auto* words :
         {"--seltail=0", "--seltail=many", "--seldays=0", "--timeout=0", "--timeout=nan", "--timeout=1x"})
        EXPECT_FALSE(with({words}).run) << words;
}

TEST(DropInOptions, ExitsAsTheOriginalWhereLegacyStatesAreWanted) {
    EXPECT_EQ(parsed({"--foo"}).exit_code, 3);
    EXPECT_EQ(parsed({"--foo", "--legacy-states"}).exit_code, 1);
    EXPECT_EQ(parsed({"-h"}).exit_code, 3);
    EXPECT_EQ(parsed({"--legacy-states", "-V"}).exit_code, 0);
    EXPECT_EQ(parsed({"-?"}).exit_code, 3);
}

TEST(DropInOptions, HelpNamesEveryOption) {
    const auto text = parsed({"-h"}).message;
    for (const auto* name : {"-xST|--exclude-sel-sensor-types <types>", "-vvv", "--seldays <days>", "--legacy-states",
                             "-iW|--ignore-warning <ids>"})
        EXPECT_NE(text.find(name), std::string::npos) << name;
}

}  // namespace
}  // namespace plugins::dropin
