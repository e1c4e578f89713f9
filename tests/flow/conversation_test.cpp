// Conversations under loss, delay and misbehaviour: what is believed, how often is asked, and what the error says.
#include <gtest/gtest.h>

#include "message/sensor/get_sensor_reading.hpp"
#include "virtual_network.hpp"

namespace ipmi::test {
namespace {

using session::Batch;
using session::Command;
using session::Conversation;
using session::ReplyView;
using std::chrono::milliseconds;
using std::chrono::seconds;

std::optional<Bytes> sensor_answer(std::uint8_t netfn, std::uint8_t command, ByteView data) {
    if (netfn != 0x04 || command != sensor::GetSensorReading::command || data.empty()) return Bytes{0xc1};
    return Bytes{0x00, data[0], 0xc0, data[0], 0x00};
}

session::ConversationSettings settings() {
    session::ConversationSettings wanted;
    wanted.credentials.user = "admin";
    wanted.credentials.password = Secret("secret1234");
    return wanted;
}

struct Sink final : session::ReplySink {
    void on_reply(std::size_t index, ReplyView reply) override {
        ++answered;
        completion = reply.completion;
        if (reply.completion == 0 && (reply.data.empty() || reply.data[0] != index + 1)) ++wrong;
    }
    void on_error(std::size_t, const Error& why) override {
        ++failed;
        error = why;
    }
    unsigned answered = 0;
    unsigned wrong = 0;
    unsigned failed = 0;
    std::uint8_t completion = 0;
    Error error;
};

/// One conversation with one BMC on one network.
struct Scene {
    explicit Scene(ScriptedBmcOptions options = {}, session::ConversationSettings wanted = settings(),
                   NetworkFaults faults = {}, ScriptedBmc::Answer answer = sensor_answer)
        : bmc(std::move(options), std::move(answer)),
          network(bmc, faults),
          conversation(std::move(wanted), network, random) {
        network.attach(conversation);
        conversation.on_opened = [this](Result<void> result) { opened = std::move(result); };
    }
    Result<void> open() {
        conversation.set_deadline(network.now() + seconds(20));
        conversation.open(network.now());
        network.run([this] { return opened.has_value(); });
        return opened.value_or(fail(Errc::unset, "stands still"));
    }
    void read(unsigned sensors, Sink& sink, bool repeatable = true) {
        std::vector<Command> commands;
        for (unsigned number = 1; number <= sensors; ++number) {
            sensor::GetSensorReading::Request request;
            request.sensor_number = static_cast<std::uint8_t>(number);
            commands.push_back(session::command_of<sensor::GetSensorReading>(request));
            commands.back().repeatable = repeatable;
        }
        bool done = false;
        Batch batch(commands, sink, [&done] { done = true; });
        conversation.add(batch, network.now());
        EXPECT_TRUE(network.run([&done] { return done; })) << "the conversation stands still";
        if (!batch.done()) conversation.forget(batch, network.now());
    }
    void close() {
        bool closed = false;
        conversation.on_closed = [&closed] { closed = true; };
        conversation.close(network.now());
        network.run([&closed] { return closed; });
        EXPECT_TRUE(closed);
    }

    ScriptedBmc bmc;
    VirtualNetwork network;
    crypto::RandomPool random;
    Conversation conversation;
    std::optional<Result<void>> opened;
};

TEST(Login, ProposesSuite17AndSaysGoodbye) {
    Scene scene;
    ASSERT_TRUE(scene.open());
    EXPECT_EQ(scene.conversation.cipher_suite(), 17);
    scene.close();
    EXPECT_EQ(scene.bmc.sessions_closed(), 1u);
}

TEST(Login, FallsBackToSuite3OnRefusal) {
    ScriptedBmcOptions options;
    options.suites = {3};
    Scene scene(options);
    ASSERT_TRUE(scene.open());
    EXPECT_EQ(scene.conversation.cipher_suite(), 3);
}

TEST(Login, NeverFallsBelowTheSuitesAskedFor) {
    ScriptedBmcOptions options;
    options.suites = {3};
    auto wanted = settings();
    wanted.cipher_suites = {17};
    Scene scene(options, std::move(wanted));
    const auto result = scene.open();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::unsupported);
    EXPECT_EQ(scene.bmc.sessions_opened(), 0u);
}

TEST(Login, AWrongPasswordCostsOneTryAndNoProofOfOurs) {
    auto wanted = settings();
    wanted.credentials.password = Secret("wrong");
    Scene scene({}, std::move(wanted));
    const auto result = scene.open();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::auth_failed);
    EXPECT_NE(result.error().context.find("RAKP 2"), std::string::npos) << result.error().context;
    // Our side finds out at RAKP 2: RAKP 3 with a wrong proof, which BMCs count as a failed login, is never sent.
    EXPECT_EQ(scene.bmc.logins_proven_wrong(), 0u);
}

TEST(Login, AnUnknownUserHasItsOwnMessage) {
    auto wanted = settings();
    wanted.credentials.user = "nobody";
    Scene scene({}, std::move(wanted));
    const auto result = scene.open();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::auth_failed);
    EXPECT_NE(result.error().context.find("user"), std::string::npos) << result.error().context;
}

TEST(Login, OpensWithTheTwoKeyLogin) {
    ScriptedBmcOptions options;
    options.kg = "bmc-key";
    auto wanted = settings();
    wanted.credentials.kg = Secret("bmc-key");
    Scene scene(options, std::move(wanted));
    const auto result = scene.open();
    EXPECT_TRUE(result) << result.error().context;
}

TEST(Login, NamesAWrongBmcKey) {
    ScriptedBmcOptions options;
    options.kg = "bmc-key";
    Scene scene(options);
    const auto result = scene.open();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::auth_failed);
    EXPECT_NE(result.error().context.find("K_g"), std::string::npos) << result.error().context;
}

TEST(Login, AFullBmcIsBusyNotBroken) {
    ScriptedBmcOptions options;
    options.open_status = session::RmcpStatus::insufficient_resources;
    Scene scene(options);
    const auto result = scene.open();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::busy);
}

TEST(Login, ASilentBmcIsATimeoutThatNamesTheStage) {
    NetworkFaults faults;
    faults.loss = 1;
    Scene scene({}, settings(), faults);
    const auto begun = scene.network.now();
    const auto result = scene.open();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::timeout);
    EXPECT_LE(scene.network.now() - begun, seconds(21));
}

/// Lets so much time pass on the network as it is.
void pass(Scene& scene, Duration time) {
    scene.network.run([] { return false; }, time);
}

TEST(Login, WaitsForABmcThatRestarts) {
    for (const auto remembered : {Duration::zero(), Duration(std::chrono::milliseconds(3))}) {
        NetworkFaults faults;
        faults.loss = 1;
        auto wanted = settings();
        wanted.round_trip = remembered;
        Scene scene({}, wanted, faults);
        scene.conversation.set_deadline(scene.network.now() + seconds(20));
        scene.conversation.open(scene.network.now());
        pass(scene, seconds(7));
        EXPECT_FALSE(scene.opened) << "given up long before the time that was given";
        const auto asked = scene.conversation.counters().requests;
        EXPECT_LE(asked, 25u) << "a BMC that restarts is not knocked at without rest";
        scene.network.faults().loss = 0;
        pass(scene, seconds(2));
        ASSERT_TRUE(scene.opened);
        EXPECT_TRUE(*scene.opened) << scene.opened->error().context;
        EXPECT_EQ(scene.bmc.logins_proven_wrong(), 0u);
    }
}

TEST(Login, SurvivesLoss) {
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        NetworkFaults faults;
        faults.loss = 0.2;
        faults.seed = seed;
        Scene scene({}, settings(), faults);
        const auto result = scene.open();
        EXPECT_TRUE(result) << "seed " << seed << ": " << result.error().context;
        EXPECT_EQ(scene.bmc.logins_proven_wrong(), 0u);
    }
}

TEST(Login, MeetsFirmwareThatComputesWithAnotherRole) {
    for (const std::uint8_t role : {std::uint8_t{0x04}, std::uint8_t{0x02}, std::uint8_t{0x14}}) {
        ScriptedBmcOptions options;
        options.role_in_proofs = role;
        Scene scene(options);
        EXPECT_TRUE(scene.open()) << "role " << int{role};
        EXPECT_NE(scene.conversation.quirks().bits(), 0u);
    }
}

TEST(Login, TakesALongCheckValue) {
    ScriptedBmcOptions options;
    options.extra_check_value_bytes = 4;
    Scene scene(options);
    ASSERT_TRUE(scene.open());
    EXPECT_TRUE(scene.conversation.quirks().has(session::Quirk::long_check_value));
}

/// After every datagram that a login sends or receives.
TEST(Login, LeavesNoSessionBehindWhereverItIsInterrupted) {
    auto wanted = settings();
    wanted.credentials.privilege = Privilege::operator_;
    unsigned with_session = 0;
    for (const bool closed : {false, true})
        for (auto moment = milliseconds(0); moment < milliseconds(24); moment += milliseconds(1)) {
            Scene scene({}, wanted);
            scene.conversation.set_deadline(scene.network.now() + seconds(20));
            scene.conversation.open(scene.network.now());
            scene.network.run([] { return false; }, moment);
            if (closed)
                scene.conversation.close(scene.network.now());
            else if (!scene.opened)
                scene.conversation.cancel({Errc::cancelled, "interrupted", {}}, scene.network.now());
            if (scene.conversation.state() == Conversation::State::open) scene.close();
            scene.network.run([] { return false; });
            EXPECT_EQ(scene.bmc.sessions_closed(), scene.bmc.sessions_opened())
                << moment.count() << " ms after its begin";
            with_session += scene.bmc.sessions_opened();
        }
    EXPECT_GT(with_session, 20u);
}

TEST(Login, SaysGoodbyeWhereItsTimeEndsOrItsPrivilegeIsRefused) {
    auto wanted = settings();
    wanted.credentials.privilege = Privilege::operator_;
    NetworkFaults faults;
    Scene scene({}, wanted, faults);
    scene.conversation.set_deadline(scene.network.now() + milliseconds(14));  // RAKP 3 has been sent, RAKP 4 not come
    scene.conversation.open(scene.network.now());
    scene.network.run([] { return false; });
    ASSERT_TRUE(scene.opened.has_value());
    EXPECT_NE(scene.opened->error().context.find("RAKP 3"), std::string::npos) << scene.opened->error().context;
    EXPECT_EQ(scene.bmc.sessions_opened(), 1u);
    EXPECT_EQ(scene.bmc.sessions_closed(), 1u);

    ScriptedBmcOptions options;
    options.refuse_privilege = true;
    Scene refused(options, wanted);
    const auto result = refused.open();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::no_privilege);
    refused.network.run([] { return false; });
    EXPECT_EQ(refused.bmc.sessions_closed(), 1u);
}

TEST(Exchange, BelievesNoReplyWithAWrongAuthCode) {
    Scene scene;
    ASSERT_TRUE(scene.open());
    scene.bmc.options.corrupt_auth_code = true;
    Sink sink;
    scene.read(3, sink);
    EXPECT_EQ(sink.answered, 0u);
    EXPECT_EQ(sink.failed, 3u);
    EXPECT_GT(scene.conversation.counters().refused_datagrams, 0u);
}

TEST(Exchange, PassesARefusalOnWithoutAskingAgain) {
    Scene scene({}, settings(), {}, [](std::uint8_t, std::uint8_t, ByteView) { return Bytes{0xcb}; });
    ASSERT_TRUE(scene.open());
    const auto before = scene.conversation.counters().requests;
    Sink sink;
    scene.read(1, sink);
    EXPECT_EQ(sink.completion, 0xcb);
    EXPECT_EQ(scene.conversation.counters().requests, before + 1);
}

TEST(Exchange, OpensANewSessionWhenTheBmcHasForgottenTheOldOne) {
    Scene scene;
    ASSERT_TRUE(scene.open());
    scene.bmc.forget_session();
    Sink sink;
    scene.read(5, sink);
    EXPECT_EQ(sink.answered, 5u);
    EXPECT_EQ(sink.wrong, 0u);
    EXPECT_EQ(scene.conversation.sessions_opened(), 2u);
}

TEST(Exchange, SendsWhatMustNotRunTwiceOnce) {
    unsigned received = 0;
    Scene scene({}, settings(), {}, [&received](std::uint8_t, std::uint8_t, ByteView) -> std::optional<Bytes> {
        ++received;
        return std::nullopt;  // done, and the reply is lost
    });
    ASSERT_TRUE(scene.open());
    Sink sink;
    scene.read(1, sink, false);
    EXPECT_EQ(received, 1u);
    EXPECT_EQ(sink.failed, 1u);
    EXPECT_EQ(sink.error.code, Errc::outcome_unknown);
}

TEST(Exchange, NodeBusyIsAskedAgainAndNeverShown) {
    unsigned asked = 0;
    Scene scene({}, settings(), {}, [&asked](std::uint8_t netfn, std::uint8_t command, ByteView data) {
        return ++asked % 3 != 0 ? std::optional<Bytes>(Bytes{0xc0}) : sensor_answer(netfn, command, data);
    });
    ASSERT_TRUE(scene.open());
    Sink sink;
    scene.read(4, sink);
    EXPECT_EQ(sink.answered, 4u);
    EXPECT_EQ(sink.completion, 0);
    EXPECT_EQ(sink.wrong, 0u);
}

TEST(Exchange, LearnsABmcThatTakesOneAtATime) {
    for (const bool drops : {true, false}) {
        ScriptedBmcOptions options;
        options.one_at_a_time = drops;
        options.busy_when_pipelined = !drops;
        NetworkFaults faults;
        faults.service_time = milliseconds(8);
        Scene scene(options, settings(), faults);
        ASSERT_TRUE(scene.open());
        Sink sink;
        scene.read(64, sink);
        EXPECT_EQ(sink.answered, 64u);
        EXPECT_EQ(sink.wrong, 0u);
        EXPECT_LE(scene.conversation.counters().retransmissions, 12u) << (drops ? "drops" : "busy");
    }
}

TEST(Exchange, PipelinesWhereAnswersAreClean) {
    NetworkFaults faults;
    faults.one_way = milliseconds(10);
    Scene scene({}, settings(), faults);
    ASSERT_TRUE(scene.open());
    Sink sink;
    const auto begun = scene.network.now();
    scene.read(64, sink);
    EXPECT_EQ(sink.answered, 64u);
    // One after the other 64 round trips of 20 ms are 1.28 s.
    EXPECT_LT(scene.network.now() - begun, milliseconds(250));
    EXPECT_EQ(scene.conversation.counters().retransmissions, 0u);
}

TEST(Login, AsksOnceWhereProofsTakeLongerThanReadings) {
    auto wanted = settings();
    wanted.round_trip = milliseconds(5);
    NetworkFaults faults;
    faults.service_time = milliseconds(60);
    Scene scene({}, std::move(wanted), faults);
    ASSERT_TRUE(scene.open());
    EXPECT_EQ(scene.conversation.counters().retransmissions, 0u);
}

TEST(Exchange, ALongWayIsNoLoss) {
    for (const auto remembered : {milliseconds(0), milliseconds(5)}) {
        auto wanted = settings();
        wanted.round_trip = remembered;
        NetworkFaults faults;
        faults.one_way = milliseconds(150);
        Scene scene({}, std::move(wanted), faults);
        const auto begun = scene.network.now();
        ASSERT_TRUE(scene.open());
        Sink sink;
        scene.read(64, sink);
        EXPECT_EQ(sink.answered, 64u);
        // The first timer may be too short for this way, but only the first.
        EXPECT_LE(scene.conversation.counters().retransmissions, 3u) << remembered.count();
        EXPECT_LT(scene.network.now() - begun, seconds(5)) << remembered.count();
    }
}

TEST(Exchange, AnswersThatComeALittleLaterAreWaitedFor) {
    NetworkFaults faults;
    faults.one_way = milliseconds(50);
    Scene scene({}, settings(), faults);
    ASSERT_TRUE(scene.open());
    Sink sink;
    scene.read(64, sink);
    scene.network.faults().one_way += milliseconds(10);
    scene.read(64, sink);
    EXPECT_EQ(sink.answered, 128u);
    EXPECT_EQ(scene.conversation.counters().retransmissions, 0u);
}

TEST(Exchange, AnswersThatOvertakeEachOtherAreNotAskedForAgain) {
    NetworkFaults faults;
    faults.one_way = milliseconds(50);
    faults.jitter = milliseconds(15);
    Scene scene({}, settings(), faults);
    ASSERT_TRUE(scene.open());
    Sink sink;
    scene.read(250, sink);
    EXPECT_EQ(sink.answered, 250u);
    EXPECT_LE(scene.conversation.counters().retransmissions, 2u);
}

TEST(Exchange, RecoversWhereABmcBearsLessThanIsRemembered) {
    ScriptedBmcOptions options;
    options.one_at_a_time = true;
    auto wanted = settings();
    wanted.window = 16;
    NetworkFaults faults;
    faults.one_way = milliseconds(10);
    faults.service_time = milliseconds(1);
    Scene scene(options, std::move(wanted), faults);
    ASSERT_TRUE(scene.open());
    Sink sink;
    const auto begun = scene.network.now();
    scene.read(64, sink);
    EXPECT_EQ(sink.answered, 64u);
    EXPECT_EQ(sink.failed, 0u);
    // 64 round trips one after the other are 1.35 s; what is lost is not sent all at once and lost again.
    EXPECT_LT(scene.network.now() - begun, milliseconds(1600));
    EXPECT_LE(scene.conversation.counters().retransmissions, 24u);
}

/// The time for a thousand commands in batches, as a log is read, on a line that loses; virtual, and the same each
/// time.
Duration time_for_a_log(double loss, std::uint32_t seed) {
    NetworkFaults faults;
    faults.loss = loss;
    faults.seed = seed;
    Scene scene({}, settings(), faults);
    EXPECT_TRUE(scene.open());
    const auto begun = scene.network.now();
    Sink sink;
    for (unsigned batch = 0; batch < 5; ++batch) scene.read(200, sink);
    EXPECT_EQ(sink.answered, 1000u) << "seed " << seed;
    EXPECT_EQ(sink.wrong, 0u);
    return scene.network.now() - begun;
}

TEST(Exchange, ALossOfOneInTwentyCostsNoMoreThanFourTimesTheTime) {
    const auto clean = time_for_a_log(0, 1);
    std::vector<Duration> lossy;
    for (std::uint32_t seed = 1; seed <= 31; ++seed) lossy.push_back(time_for_a_log(0.05, seed));
    std::ranges::nth_element(lossy, lossy.begin() + 15);
    EXPECT_LT(lossy[15], 4 * clean);
}

TEST(KeepAlive, IsSentWhereNothingIsAskedAndNeverDueWhereSomethingIs) {
    auto wanted = settings();
    wanted.keep_alive = seconds(40);
    Scene scene({}, std::move(wanted));
    ASSERT_TRUE(scene.open());
    scene.conversation.set_deadline(Time::max());
    const auto requests = scene.conversation.counters().requests;
    scene.network.run([] { return false; }, seconds(45));
    EXPECT_EQ(scene.conversation.counters().requests, requests + 1);

    // A BMC that falls silent: the session is given up and a new one tried until the deadline, for longer than a
    // keep-alive takes; no moment comes again and again.
    scene.network.faults().loss = 1;
    scene.conversation.set_deadline(scene.network.now() + seconds(90));
    const sensor::GetSensorReading::Request request{1};
    const auto command = session::command_of<sensor::GetSensorReading>(request);
    const auto begun = scene.network.now();
    for (int question = 0; question < 2; ++question) {
        Sink sink;
        Batch batch(std::span<const Command>(&command, 1), sink, [] {});
        scene.conversation.add(batch, scene.network.now());
        unsigned steps = 0;
        scene.network.run([&] { return sink.failed > 0 || ++steps > 10'000; });
        EXPECT_EQ(sink.failed, 1u);
        if (!batch.done()) scene.conversation.forget(batch, scene.network.now());
    }
    EXPECT_EQ(scene.network.now() - begun, seconds(90));
}

}  // namespace
}  // namespace ipmi::test
