#include "cli/report.hpp"

#include <gtest/gtest.h>

#include "unit/cli/captured_output.hpp"

namespace {

using namespace ipmi::cli;
using ipmi::Errc;
using ipmi::Error;
using ipmi::Result;

Result<Shown> answer(std::string text) {
    Shown shown;
    shown.text = std::move(text);
    shown.json["power"] = shown.text;
    return shown;
}
Result<Shown> trouble(Errc code, std::string context) {
    return std::unexpected(Error{code, std::move(context), {}});
}

TEST(FoldedAnswers, SayTheSameThingOnce) {
    EXPECT_EQ(folded({{"web01", "on"}, {"web02", "on"}, {"db1", "off"}, {"web03", "on"}}, true),
              "db1: off\nweb[01-03]: on\n");
    EXPECT_EQ(folded({{"web01", "on"}}, false), "on\n");
}

TEST(FoldedAnswers, SetBlocksApart) {
    EXPECT_EQ(folded({{"a1", "x\ny"}, {"a2", "z"}, {"a3", "x\ny"}, {"a4", "w"}}, true),
              "a[1,3]:\n  x\n  y\n\na2: z\na4: w\n");
}

TEST(Report, PrintsOneHostWithoutAHeader) {
    Options options;
    CapturedOutput captured;
    Report report(options, captured.output, 1);
    EXPECT_TRUE(report.take("web01", answer("on")));
    EXPECT_EQ(report.finish(), 0);
    EXPECT_EQ(captured.out, "on\n");
    EXPECT_EQ(captured.error, "");
}

TEST(Report, CountsSuccessesIntoTheExitCode) {
    Options options;
    CapturedOutput captured;
    Report some(options, captured.output, 3);
    some.take("web02", answer("on"));
    some.take("web01", answer("on"));
    some.take("web03", trouble(Errc::timeout, "login: no answer"));
    EXPECT_EQ(some.finish(), 1);
    EXPECT_EQ(captured.out, "web[01-02]: on\n");
    EXPECT_NE(captured.error.find("web03:\n  login: no answer\n  Is this the BMC's address"), std::string::npos)
        << captured.error;
    EXPECT_NE(captured.error.find("1 of 3 hosts failed"), std::string::npos);
    Report none(options, captured.output, 2);
    none.take("a", trouble(Errc::local, "x"));
    auto unsuccessful = answer("refused");
    unsuccessful->success = false;
    none.take("b", std::move(unsuccessful));
    EXPECT_EQ(none.finish(), 3);
}

TEST(Report, CountsWhatBecameOfAnAction) {
    Options options;
    options.power_action = ipmi::PowerAction::off;
    CapturedOutput captured;
    Report report(options, captured.output, 5);
    auto verified = answer("off, verified");
    verified->tally = Tally::verified;
    report.take("web01", verified);
    report.take("web02", verified);
    report.take("web03", trouble(Errc::timeout, "login: no answer"));
    report.take("web04", trouble(Errc::cancelled, "not begun"));
    report.take("web05", trouble(Errc::cancelled, "login: interrupted"));
    EXPECT_EQ(report.finish(), 1);
    EXPECT_EQ(captured.out, "web[01-02]: off, verified\n5 hosts: 2 verified, 1 failed, 2 not reached\n");
    EXPECT_NE(captured.error.find("web[04-05]: not reached, nothing was sent\n"), std::string::npos) << captured.error;
}

TEST(Report, WritesALineForEachHostAtOnceAsJson) {
    Options options;
    options.json = true;
    CapturedOutput captured;
    Report report(options, captured.output, 2);
    report.take("web01", answer("on"));
    const auto first = nlohmann::json::parse(captured.out);
    EXPECT_EQ(first["host"], "web01");
    EXPECT_EQ(first["power"], "on");
    EXPECT_TRUE(first.contains("time"));
    captured.out.clear();
    Shown written;
    written.written = R"({"severity":"ok"})";
    report.take("web03", written);
    EXPECT_EQ(captured.out.back(), '\n');
    const auto third = nlohmann::ordered_json::parse(captured.out);
    EXPECT_EQ(third["host"], "web03");
    EXPECT_EQ(third.size(), 3u);
    EXPECT_EQ(third["severity"], "ok");
    captured.out.clear();
    report.take("web02", trouble(Errc::auth_failed, "login: refused"));
    EXPECT_EQ(captured.out.back(), '\n');
    const auto second = nlohmann::json::parse(captured.out);
    EXPECT_EQ(second["error"]["code"], "auth_failed");
    EXPECT_EQ(second["error"]["context"], "login: refused");
    EXPECT_EQ(report.finish(), 1);
    EXPECT_EQ(captured.error, "");
}

TEST(Report, StopsWhenNobodyReads) {
    Options options;
    options.json = true;
    CapturedOutput captured;
    captured.broken = true;
    Report report(options, captured.output, 2);
    EXPECT_FALSE(report.take("web01", answer("on")));
    EXPECT_EQ(report.finish(), 3);
}

TEST(Report, ShowsNotesAndStatisticsBesideTheAnswer) {
    Options options;
    options.verbose = true;
    CapturedOutput captured;
    Report report(options, captured.output, 1);
    auto shown = answer("on");
    shown->notes = {"the cache is not writable"};
    shown->statistics = ipmi::PollStatistics{};
    shown->statistics->requests = 70;
    report.take("web01", std::move(shown));
    EXPECT_EQ(report.finish(), 0);
    EXPECT_EQ(captured.out, "on\n");
    EXPECT_NE(captured.error.find("note: the cache is not writable\n"), std::string::npos) << captured.error;
    EXPECT_NE(captured.error.find("70 requests, no retransmission"), std::string::npos) << captured.error;
}

TEST(Advice, ComesWithEveryErrorThatSomebodyCanDoSomethingAbout) {
    const Options of_set;
    Options of_address;
    of_address.address = "192.0.2.7";
    for (const auto code :
         {Errc::timeout, Errc::unreachable, Errc::auth_failed, Errc::no_privilege, Errc::busy, Errc::outcome_unknown})
        EXPECT_FALSE(advice_for(Error{code, "", {}}, of_set).empty()) << ipmi::to_string(code);
    const auto of_held = advice_for(Error{Errc::busy, "held by an order: power soft of alice", {}}, of_set);
    EXPECT_EQ(of_held.find("sessions"), std::string::npos) << "the BMC was not asked: " << of_held;
    EXPECT_NE(advice_for(Error{Errc::auth_failed, "", {}}, of_set),
              advice_for(Error{Errc::auth_failed, "", {}}, of_address));
}

TEST(Advice, IsNotWhatWasJustDone) {
    Options ping;
    ping.verb = Verb::ping;
    for (const auto code : {Errc::timeout, Errc::unreachable})
        EXPECT_EQ(advice_for(Error{code, "", {}}, ping).find("ping"), std::string::npos);
}

}  // namespace
