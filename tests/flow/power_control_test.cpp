// What power actions claim to know, against hosts that obey, dawdle, refuse, or lose the reply. No action goes out
// twice.
#include "model/power_control.hpp"

#include <gtest/gtest.h>

#include "message/chassis/chassis_control.hpp"
#include "message/chassis/chassis_identify.hpp"
#include "message/chassis/get_chassis_status.hpp"
#include "message/chassis/get_system_restart_cause.hpp"
#include "scripted_channel.hpp"

namespace ipmi::test {
namespace {

using chassis::ChassisControl;
using chassis::GetChassisStatus;
using chassis::GetSystemRestartCause;
using Control = ChassisControl::Control;

/// A host whose power follows a command after some reads of its state.
struct Host {
    bool on = false;
    int reads_until_it_changes = 2;
    bool obeys_soft = true;
    bool loses_reply = false;
    std::uint8_t refuses_with = 0;
    std::optional<std::uint8_t> cause = 3;  ///< power button
    bool shows_off_when_cycled = false;
    int reads_while_off = 2;  ///< half a second each
    std::optional<bool> next{};
    std::vector<Control> commands{};
    int off_reads = 0;
    int answers_until_interrupted = 1000;

    Result<session::Reply> operator()(const session::Command& command) {
        if (--answers_until_interrupted < 0) return fail(Errc::cancelled, "interrupted");
        if (command.netfn != NetFn::chassis) return refusal(0xc1);
        if (command.command == GetChassisStatus::command) return status();
        if (command.command == GetSystemRestartCause::command) {
            if (!cause) return refusal(0xc1);
            GetSystemRestartCause::Response response;
            response.restart_cause = *cause;
            return answered<GetSystemRestartCause>(response);
        }
        if (command.command != ChassisControl::command) return refusal(0xc1);
        EXPECT_FALSE(command.repeatable) << "an action must never be sent twice";
        const auto request = ChassisControl::decode_request(wire::Reader(command.data));
        commands.push_back(request->control);
        if (refuses_with != 0) return refusal(refuses_with);
        obey(request->control);
        if (loses_reply) return fail(Errc::outcome_unknown, "the reply was lost");
        return session::Reply{};
    }

    void obey(Control control) {
        switch (control) {
            case Control::power_up: next = true; break;
            case Control::power_down: next = false; break;
            case Control::soft_shutdown:
                if (obeys_soft) next = false;
                break;
            case Control::power_cycle:
            case Control::hard_reset:
                if (cause) cause = 1;
                if (shows_off_when_cycled) off_reads = reads_while_off;
                break;
            default: break;
        }
    }

    Result<session::Reply> status() {
        GetChassisStatus::Response response;
        if (next && --reads_until_it_changes <= 0) on = *next;
        response.power_is_on = on && off_reads == 0;
        if (off_reads > 0) --off_reads;
        return answered<GetChassisStatus>(response);
    }
};

Result<PowerResult> act(Host& host, PowerAction action, bool force = false) {
    ScriptedChannel channel([&host](const session::Command& command) { return host(command); });
    PowerRequest request;
    request.action = action;
    request.wait = std::chrono::seconds(10);
    request.force = force;
    return run(model::control_power(channel, request));
}

TEST(PowerControl, VerifiesOnByTheState) {
    Host host;
    const auto result = act(host, PowerAction::on);
    ASSERT_TRUE(result) << result.error().context;
    EXPECT_EQ(result->outcome, Outcome::verified);
    EXPECT_EQ(result->state, PowerState::on);
    EXPECT_EQ(host.commands, std::vector{Control::power_up});
}

TEST(PowerControl, SendsNothingToAHostThatIsThereAlready) {
    Host host;
    host.on = true;
    const auto result = act(host, PowerAction::on);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->outcome, Outcome::verified);
    EXPECT_TRUE(host.commands.empty());
}

TEST(PowerControl, VerifiesByTheStateWhenTheReplyIsLost) {
    Host host;
    host.on = true;
    host.loses_reply = true;
    const auto result = act(host, PowerAction::off);
    ASSERT_TRUE(result) << result.error().context;
    EXPECT_EQ(result->outcome, Outcome::verified);
    EXPECT_EQ(host.commands.size(), 1u);
}

TEST(PowerControl, SaysUnknownWhenTheReplyIsLostAndTheStateStays) {
    Host host;
    host.on = true;
    host.loses_reply = true;
    host.reads_until_it_changes = 1000;
    const auto result = act(host, PowerAction::off);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->outcome, Outcome::unknown);
    EXPECT_EQ(host.commands.size(), 1u);
}

TEST(PowerControl, SaysNotReachedWhenTheHostStaysOn) {
    Host host;
    host.on = true;
    host.obeys_soft = false;
    const auto result = act(host, PowerAction::soft);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->outcome, Outcome::not_reached);
    EXPECT_EQ(result->state, PowerState::on);
    EXPECT_EQ(host.commands, std::vector{Control::soft_shutdown});
}

TEST(PowerControl, ForcesOffWhereAskedTo) {
    Host host;
    host.on = true;
    host.obeys_soft = false;
    const auto result = act(host, PowerAction::soft, true);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->outcome, Outcome::verified);
    EXPECT_TRUE(result->forced);
    EXPECT_EQ(host.commands, (std::vector{Control::soft_shutdown, Control::power_down}));
}

TEST(PowerControl, PassesARefusalOn) {
    Host host;
    host.refuses_with = 0xd5;
    const auto result = act(host, PowerAction::on);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().completion, 0xd5);
}

TEST(PowerControl, VerifiesAResetByTheRestartCause) {
    Host host;
    host.on = true;
    const auto result = act(host, PowerAction::reset);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->outcome, Outcome::verified);
    EXPECT_EQ(host.commands, std::vector{Control::hard_reset});
}

TEST(PowerControl, DoesNotClaimAResetThatTheRestartCauseCannotTell) {
    for (const std::optional<std::uint8_t> cause : {std::optional<std::uint8_t>(1), std::optional<std::uint8_t>()}) {
        Host host;
        host.on = true;
        host.cause = cause;
        const auto result = act(host, PowerAction::reset);
        ASSERT_TRUE(result);
        EXPECT_EQ(result->outcome, Outcome::accepted_unverified);
    }
}

TEST(PowerControl, VerifiesACycleByTheHostBeingSeenOff) {
    Host host;
    host.on = true;
    host.cause.reset();
    host.shows_off_when_cycled = true;
    const auto result = act(host, PowerAction::cycle);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->outcome, Outcome::verified);
    EXPECT_EQ(result->state, PowerState::on);
}

TEST(PowerControl, WaitsForAHostThatStaysOffAsLongAsAskedFor) {
    for (const auto action : {PowerAction::cycle, PowerAction::reset}) {
        Host host;
        host.on = true;
        host.cause.reset();
        host.shows_off_when_cycled = true;
        host.reads_while_off = 18;  // 9 of the 10 s
        const auto result = act(host, action);
        ASSERT_TRUE(result);
        EXPECT_EQ(result->outcome, Outcome::verified) << result->note;
        EXPECT_EQ(result->state, PowerState::on);
        host.reads_while_off = 22;
        const auto late = act(host, action);
        ASSERT_TRUE(late);
        EXPECT_EQ(late->outcome, Outcome::not_reached);
        EXPECT_NE(late->note.find("not on again after 10 s"), std::string::npos) << late->note;
    }
}

TEST(PowerControl, DoesNotWaitForARestartThatDoesNotShow) {
    Host host;
    host.on = true;
    host.cause.reset();
    ScriptedChannel channel([&host](const session::Command& command) { return host(command); });
    PowerRequest request;
    request.action = PowerAction::cycle;
    request.wait = std::chrono::hours(1);
    const auto result = run(model::control_power(channel, request));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->outcome, Outcome::accepted_unverified);
    EXPECT_LT(channel.sent.size(), 20u);
}

TEST(PowerControl, NeverRepeatsACycleWhoseReplyIsLost) {
    Host host;
    host.on = true;
    host.cause.reset();
    host.loses_reply = true;
    const auto result = act(host, PowerAction::cycle);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->outcome, Outcome::unknown);
    EXPECT_EQ(host.commands.size(), 1u);
}

TEST(PowerControl, RefusesToCycleAHostThatIsOff) {
    Host host;
    const auto result = act(host, PowerAction::cycle);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::unsupported);
    EXPECT_TRUE(host.commands.empty());
}

TEST(PowerControl, HasSentNothingWhereItSaysInterrupted) {
    Host host;
    host.on = true;
    for (const int answers : {0, 1}) {  // before the state was read, and before the command went out
        host.answers_until_interrupted = answers;
        const auto result = act(host, PowerAction::off);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, Errc::cancelled);
        EXPECT_TRUE(host.commands.empty());
    }
}

TEST(PowerControl, SaysUnknownWhereItWasInterruptedBehindTheCommand) {
    for (const int answers : {2, 3}) {
        Host host;
        host.on = true;
        host.obeys_soft = false;
        host.answers_until_interrupted = answers;
        const auto result = act(host, PowerAction::soft, true);
        ASSERT_TRUE(result) << result.error().context;
        EXPECT_EQ(result->outcome, Outcome::unknown);
        EXPECT_NE(result->note.find("interrupted"), std::string::npos) << result->note;
        EXPECT_EQ(host.commands, std::vector{Control::soft_shutdown}) << "nobody waits any more: nothing is forced";
    }
}

TEST(PowerControl, EndsARestartThatIsInterrupted) {
    Host host;
    host.on = true;
    host.answers_until_interrupted = 3;  // the state, the restart cause, the command
    const auto result = act(host, PowerAction::cycle);
    ASSERT_TRUE(result) << result.error().context;
    EXPECT_EQ(result->outcome, Outcome::accepted_unverified);
    EXPECT_NE(result->note.find("interrupted"), std::string::npos) << result->note;
}

TEST(Identify, FallsBackToTheLongestIntervalWhereTheSecondByteIsRefused) {
    std::vector<std::size_t> lengths;
    ScriptedChannel channel([&lengths](const session::Command& command) -> Result<session::Reply> {
        lengths.push_back(command.data.size());
        return command.data.size() == 2 ? refusal(0xc7) : Result<session::Reply>(session::Reply{});
    });
    const IdentifyRequest request{};
    const auto result = run(model::identify(channel, request));
    ASSERT_TRUE(result);
    EXPECT_FALSE(*result) << "the caller must learn that the lamp goes off by itself";
    EXPECT_EQ(lengths, (std::vector<std::size_t>{2, 1}));
}

}  // namespace
}  // namespace ipmi::test
