#include "cli/options.hpp"

#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace {

using namespace ipmi::cli;
using ipmi::PowerAction;
using ipmi::Privilege;

Parsed parsed(std::vector<const char*> words) {
    words.insert(words.begin(), "bmcscope");
    return parse(static_cast<int>(words.size()), words.data());
}

TEST(CommandLine, TakesAVerbAndAHostSet) {
    const auto result = parsed({"sensors", "web[01-12],!web07", "--json", "--timeout", "2.5"});
    ASSERT_TRUE(result.run) << result.message;
    EXPECT_EQ(result.options.verb, Verb::sensors);
    EXPECT_EQ(result.options.set, "web[01-12],!web07");
    EXPECT_TRUE(result.options.json);
    EXPECT_EQ(timeout_of(result.options), std::chrono::milliseconds(2500));
    EXPECT_TRUE(result.options.use_cache);
    EXPECT_FALSE(result.options.verbose);
}

TEST(CommandLine, TakesAnAddressAndWhoLogsIn) {
    const auto result = parsed(
        {"info", "-H", "10.0.0.1:6230", "-U", "admin", "--no-cache", "--retry-auth", "-v", "--privilege", "operator"});
    ASSERT_TRUE(result.run) << result.message;
    EXPECT_EQ(result.options.address, "10.0.0.1:6230");
    EXPECT_EQ(result.options.user, "admin");
    EXPECT_FALSE(result.options.use_cache);
    EXPECT_TRUE(result.options.retry_auth);
    EXPECT_TRUE(result.options.verbose);
    EXPECT_EQ(result.options.privilege, Privilege::operator_);
    EXPECT_TRUE(parsed({"fru", "-H", "a", "--credentials", "f"}).run);
    EXPECT_TRUE(parsed({"ping", "-H", "a"}).run);                          // needs no login
    EXPECT_EQ(parsed({"sensors", "-H", "a", "-U", ""}).options.user, "");  // the null user
}

TEST(CommandLine, TakesPowerActionsInEitherOrder) {
    const auto action = [](std::vector<const char*> words) {
        words.insert(words.begin(), "power");
        const auto result = parsed(words);
        EXPECT_TRUE(result.run) << result.message;
        return result.options;
    };
    EXPECT_FALSE(action({"web01"}).power_action);
    EXPECT_FALSE(action({"status", "web01"}).power_action);
    EXPECT_EQ(action({"off", "web01"}).power_action, PowerAction::off);
    EXPECT_EQ(action({"web01", "off"}).power_action, PowerAction::off);
    EXPECT_EQ(action({"web01", "off"}).set, "web01");
    EXPECT_EQ(action({"diag", "-H", "a", "-U", "b"}).power_action, PowerAction::diagnostic_interrupt);
    EXPECT_FALSE(action({"-H", "a", "-U", "b"}).power_action);
    const auto soft = action({"soft", "web01", "--force", "--wait", "120", "--yes"});
    EXPECT_TRUE(soft.force);
    EXPECT_TRUE(soft.yes);
    EXPECT_EQ(soft.wait, std::chrono::seconds(120));
    EXPECT_GT(timeout_of(soft), std::chrono::seconds(120));  // the BMC's answers must fit behind the waiting
}

TEST(CommandLine, TakesHowPowerOfManyIsSwitched) {
    const auto on = parsed({"power", "on", "@r1", "--hosts", "12", "--at-once", "5", "--stagger", "0.25", "--dry-run"});
    ASSERT_TRUE(on.run) << on.message;
    EXPECT_EQ(on.options.hosts, 12u);
    EXPECT_EQ(on.options.at_once, 5u);
    EXPECT_EQ(on.options.stagger, std::chrono::milliseconds(250));
    EXPECT_TRUE(on.options.dry_run);
    EXPECT_FALSE(parsed({"power", "on", "@r1"}).options.stagger);
}

TEST(CommandLine, TakesWhatOnlyAnEngineKnows) {
    const auto ack = parsed({"ack", "12", "#14", "--note", "fan ordered", "--for", "2h", "--engine", "/x"});
    ASSERT_TRUE(ack.run) << ack.message;
    EXPECT_EQ(ack.options.incidents, (std::vector<std::uint64_t>{12, 14}));
    EXPECT_EQ(ack.options.lasts, std::chrono::hours(2));
    EXPECT_EQ(ack.options.note, "fan ordered");
    EXPECT_EQ(ack.options.engine, "/x");
    EXPECT_EQ(parsed({"ack", "1", "--for", "90m"}).options.lasts, std::chrono::minutes(90));
    EXPECT_FALSE(parsed({"ack", "1"}).options.lasts);
    const auto events = parsed({"events", "web[01-02]", "--follow", "--after", "17"});
    ASSERT_TRUE(events.run) << events.message;
    EXPECT_TRUE(events.options.follow);
    EXPECT_EQ(events.options.after, 17u);
    for (const auto* verb : {"status", "hosts", "incidents", "events"}) EXPECT_TRUE(parsed({verb}).run) << verb;
    EXPECT_TRUE(parsed({"incidents", "--all"}).options.all);
    EXPECT_TRUE(parsed({"inventory", "check", "--inventory", "x"}).run);
    EXPECT_TRUE(parsed({"status", "-H", "a", "-U", "b"}).run);
}

TEST(CommandLine, TakesIdentifyRawAndLogOptions) {
    const auto lamp = parsed({"identify", "15", "web01"}).options;
    EXPECT_EQ(lamp.identify.seconds, std::uint8_t{15});
    EXPECT_EQ(lamp.set, "web01");
    EXPECT_FALSE(parsed({"identify", "off", "web01"}).options.identify.on);
    EXPECT_FALSE(parsed({"identify", "on", "web01"}).options.identify.seconds);
    const auto raw = parsed({"raw", "web01", "0x06", "52", "0xff", "--lun", "1"}).options;
    EXPECT_EQ(raw.raw.netfn, 6);
    EXPECT_EQ(raw.raw.command, 52);
    EXPECT_EQ(raw.raw.data, std::vector<std::uint8_t>{0xff});
    EXPECT_EQ(raw.raw.lun, 1);
    EXPECT_EQ(parsed({"raw", "-H", "a", "-U", "b", "6", "1"}).options.raw.command, 1);
    const auto log = parsed({"sel", "web01", "--clear", "--newest", "5"}).options;
    EXPECT_TRUE(log.sel.clear);
    EXPECT_EQ(log.sel.newest, 5);
    EXPECT_EQ(parsed({"sel", "--from-file", "x"}).options.from_file, "x");
}

TEST(CommandLine, KnowsWhatNeedsMoreThanReading) {
    EXPECT_FALSE(needs_control(parsed({"power", "a"}).options));
    EXPECT_TRUE(needs_control(parsed({"power", "on", "a"}).options));
    EXPECT_TRUE(needs_control(parsed({"identify", "on", "a"}).options));
    EXPECT_TRUE(needs_control(parsed({"raw", "a", "6", "1"}).options));
    EXPECT_TRUE(needs_control(parsed({"sel", "a", "--clear"}).options));
    EXPECT_FALSE(needs_control(parsed({"sel", "a"}).options));
    EXPECT_FALSE(needs_control(parsed({"info", "a"}).options));
}

struct Mistake {
    std::vector<const char*> words;
    const char* says;
};
/// The test's name in ctest's lists.
void PrintTo(const Mistake& mistake, std::ostream* out) {
    *out << fmt::format("bmcscope {}", fmt::join(mistake.words, " "));
}
class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreUsageErrorsThatSayWhatToDo) {
    const auto result = parsed(GetParam().words);
    EXPECT_FALSE(result.run);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_NE(result.message.find(GetParam().says), std::string::npos) << result.message;
}
INSTANTIATE_TEST_SUITE_P(
    All, Mistakes,
    testing::Values(
        Mistake{{}, "bmcscope VERB SET"}, Mistake{{"sensor"}, "unknown verb 'sensor'; verbs: status sensors sel"},
        Mistake{{"-H", "a", "sensors"}, "the verb comes first"}, Mistake{{"sensors"}, "name the hosts"},
        Mistake{{"sensors", "-H", "a", "-H", "b"}, "--host names one BMC; several hosts are a host set"},
        Mistake{{"sensors", "a", "-t", "1", "-t", "2"}, "--timeout may be given once"},
        Mistake{{"sensors", "a", "b"}, "'b' is one word too many; a host set is one word"},
        Mistake{{"sensors", "a", "-H", "b", "-U", "c"}, "with -H no host set is given"},
        Mistake{{"sensors", "-H", "b"}, "who logs in?"}, Mistake{{"sensors", "a", "-U", "b"}, "go with -H"},
        Mistake{{"sensors", "-H", "a", "-U", "b", "--credentials", "c"}, "exclude each other"},
        Mistake{{"sensors", "-H", "a", "-U", "b", "--inventory", "c"}, "exclude each other"},
        Mistake{{"sensors", "a", "--timeout", "0"}, "--timeout"}, Mistake{{"sensors", "a", "--what"}, "--what"},
        Mistake{{"sensors", "a", "--force"}, "--force"}, Mistake{{"sensors", "a", "--color", "red"}, "color"},
        Mistake{{"power", "a", "restart"}, "'restart' is no power action"},
        Mistake{{"power", "restart", "-H", "a", "-U", "b"}, "'restart' is no power action"},
        Mistake{{"power", "off"}, "name the hosts"}, Mistake{{"power", "off", "a", "--force"}, "goes with soft"},
        Mistake{{"identify", "a"}, "say on, off"}, Mistake{{"identify", "256", "a"}, "at most 255"},
        Mistake{{"identify", "0", "a"}, "at least 1 second"}, Mistake{{"raw", "a", "6"}, "NETFN and COMMAND"},
        Mistake{{"raw", "a", "6", "300"}, "'300' is not a byte"},
        Mistake{{"raw", "a", "7", "1"}, "not that of a request"},
        Mistake{{"raw", "a", "0x40", "1"}, "not that of a request"},
        Mistake{{"sel", "--from-file", "x", "a"}, "no host is asked"},
        Mistake{{"sel", "--from-file", "x", "--clear"}, "no BMC is asked"},
        Mistake{{"sel", "a", "--newest", "0"}, "newest"}, Mistake{{"ack"}, "which incidents?"},
        Mistake{{"ack", "twelve"}, "'twelve' is no incident's number"}, Mistake{{"ack", "0"}, "no incident's number"},
        Mistake{{"ack", "1", "--for", "2 weeks"}, "--for"}, Mistake{{"inventory"}, "inventory check"},
        Mistake{{"inventory", "check", "a"}, "inventory check"}, Mistake{{"inventory", "check", "--force"}, "reload"},
        Mistake{{"inventory", "reload", "--inventory", "x"}, "check"},
        Mistake{{"incidents", "a", "b"}, "one word too many"}, Mistake{{"events", "-H", "a"}, "-H"},
        Mistake{{"events", "--after", "-1"}, "--after"},
        Mistake{{"sensors", "a", "--engine", "x", "--direct"}, "--engine and --direct exclude"},
        Mistake{{"sensors", "a", "--engine", "x", "--inventory", "y"}, "the engine has its own"},
        Mistake{{"sensors", "--engine", "x", "-H", "b", "-U", "c"}, "hosts by their names"},
        Mistake{{"power", "a", "--dry-run"}, "go with an action"},
        Mistake{{"power", "on", "a", "--at-once", "0"}, "--at-once"}));

TEST(CommandLine, ShowsHelpAndVersionWithoutAnError) {
    for (const auto& words :
         {std::vector<const char*>{"--help"}, {"--version"}, {"sensors", "--help"}, {"power", "-h"}}) {
        const auto result = parsed(words);
        EXPECT_FALSE(result.run);
        EXPECT_EQ(result.exit_code, 0);
        EXPECT_FALSE(result.message.empty());
    }
    EXPECT_NE(
        parsed({"power", "--help"}).message.find("Usage: bmcscope power [status|on|off|cycle|reset|soft|diag] SET"),
        std::string::npos)
        << parsed({"power", "--help"}).message;
}

}  // namespace
