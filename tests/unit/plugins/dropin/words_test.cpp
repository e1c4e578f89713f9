#include "dropin/words.hpp"

#include <gtest/gtest.h>

#include "command_line.hpp"
#include "dropin/option_table.hpp"

namespace plugins::dropin {
namespace {

using Strings = std::vector<std::string>;

Strings read(CommandLine line) {
    const auto words = read_words(line.argc(), line.argv());
    return words ? words->words : Strings{"error: " + words.error().context};
}

TEST(Words, TakesOneDashOrTwoBeforeEveryName) {
    EXPECT_EQ(read({"-xT", "Fan"}), Strings{"--exclude-sensor-types=Fan"});
    EXPECT_EQ(read({"--xT=Fan"}), Strings{"--exclude-sensor-types=Fan"});
    EXPECT_EQ(read({"-exclude-sensor-types", "Fan"}), Strings{"--exclude-sensor-types=Fan"});
    EXPECT_EQ(read({"-x", "4", "-xx", "file"}), (Strings{"--exclude=4", "--sexclude=file"}));
}

TEST(Words, ShortensNamesWhereNothingElseBeginsSo) {
    EXPECT_EQ(read({"--noth"}), Strings{"--nothresholds"});
    EXPECT_EQ(read({"--selt", "3"}), Strings{"--seltail=3"});
    EXPECT_EQ(read({"--sel", "3"}), Strings{"error: Option sel is ambiguous"});
    EXPECT_EQ(read({"--legacy"}), Strings{"error: Unknown option: legacy"}) << "ours alone are never guessed";
}

TEST(Words, KeepsUpperAndLowerCaseApart) {
    EXPECT_EQ(read({"-h"}), Strings{"--help"});
    EXPECT_EQ(read({"-H", "bmc"}), Strings{"--host=bmc"});
}

TEST(Words, TakesAnyWordForAValue) {
    EXPECT_EQ(read({"-O", "--cipher-suite-id=3"}), Strings{"--options=--cipher-suite-id=3"});
    EXPECT_EQ(read({"-T", ""}), Strings{"--sensor-types="});
}

TEST(Words, LetsTheLastVerbosityCount) {
    EXPECT_EQ(read({"-vvv", "-v"}), (Strings{"--verbosity=3", "--verbosity=1"}));
}

TEST(Words, NamesWhatIsWrong) {
    EXPECT_EQ(read({"--foo"}), Strings{"error: Unknown option: foo"});
    EXPECT_EQ(read({"-x"}), Strings{"error: Option exclude requires an argument"});
    EXPECT_EQ(read({"--x="}), Strings{"error: Option exclude requires an argument"});
    EXPECT_EQ(read({"--nosel=1"}), Strings{"error: Option nosel does not take an argument"});
    EXPECT_EQ(read({"-fc", "two"}), Strings{"error: Value \"two\" invalid for option fancount (number expected)"});
    EXPECT_EQ(read({"-v", "more"}), Strings{"error: Word 2 of the command line belongs to no option"});
    EXPECT_EQ(read({"--", "more"}).size(), 1u);
}

TEST(Words, WipesThePasswordWhereItStands) {
    for (const auto* form : {"-P", "--password", "-pass"}) {
        CommandLine line{"-U", "monitor", form, "secret"};
        const auto words = read_words(line.argc(), line.argv());
        ASSERT_TRUE(words);
        EXPECT_EQ(line.word(4), "******") << form;
        EXPECT_EQ(words->words, Strings{"--user=monitor"});
        ASSERT_TRUE(words->password);
        EXPECT_EQ(words->password->reveal(), "secret");
    }
    CommandLine joined{"--password=secret"};
    ASSERT_TRUE(read_words(joined.argc(), joined.argv()));
    EXPECT_EQ(joined.word(1), "--password=******");
}

TEST(Words, NeverRepeatsWhatMayBeAPassword) {
    EXPECT_EQ(read({"-Psecret"})[0].find("secret"), std::string::npos);
    EXPECT_EQ(read({"-P", "my", "secret"})[0].find("secret"), std::string::npos);
}

TEST(Words, KnowsEachNameOnce) {
    std::vector<std::string_view> names;
    for (const auto& entry : option_table()) {
        names.push_back(entry.name);
        if (!entry.also.empty()) names.push_back(entry.also);
    }
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

}  // namespace
}  // namespace plugins::dropin
