// The promise that matters most: whatever the network does, no reading ever stands under another sensor's name.
#include <gtest/gtest.h>

#include "message/sensor/get_sensor_reading.hpp"
#include "virtual_network.hpp"

namespace ipmi::test {
namespace {

using session::Batch;
using session::Command;
using session::Conversation;
using session::ReplyView;

constexpr std::size_t sensors = 250;

/// Every sensor has its own value, and a value changes with every poll: raw is a function of number and poll.
std::uint8_t value_of(std::size_t number, unsigned poll) {
    return static_cast<std::uint8_t>(number * 7 + poll * 13);
}

struct Collector final : session::ReplySink {
    void on_reply(std::size_t index, ReplyView reply) override {
        ++answered;
        // Two bytes hold the number itself beside the reading, so that any mix-up shows whatever the values are.
        const bool right = reply.completion == 0 && reply.data.size() >= 4 &&
                           reply.data[0] == value_of(index + 1, poll) &&
                           reply.data[2] == static_cast<std::uint8_t>(index + 1);
        if (!right) ++wrong;
    }
    void on_error(std::size_t, const Error&) override { ++failed; }
    unsigned poll = 0;
    std::uint64_t answered = 0;
    std::uint64_t wrong = 0;
    std::uint64_t failed = 0;
};

struct Outcome {
    std::uint64_t answered = 0;
    std::uint64_t wrong = 0;
    std::uint64_t failed = 0;
    std::uint64_t retransmissions = 0;
    unsigned sessions = 0;
};

/// `check_replay` false: firmware that ignores session sequence numbers answers a late copy of a request afresh.
Outcome read_many(std::uint64_t readings, NetworkFaults faults, bool check_replay, bool set_aside) {
    unsigned poll = 0;
    ScriptedBmcOptions options;
    options.check_replay = check_replay;
    ScriptedBmc bmc(options, [&poll](std::uint8_t netfn, std::uint8_t command, ByteView data) -> std::optional<Bytes> {
        if (netfn != 0x04 || command != sensor::GetSensorReading::command || data.empty()) return Bytes{0xc1};
        return Bytes{0x00, value_of(data[0], poll), 0xc0, data[0], 0x00};
    });
    VirtualNetwork network(bmc, faults);
    crypto::RandomPool random;
    session::ConversationSettings settings;
    settings.credentials.user = "admin";
    settings.credentials.password = Secret("secret1234");
    settings.cipher_suites = {3};
    Conversation conversation(settings, network, random);
    network.attach(conversation);
    if (!set_aside) conversation.disable_set_aside_for_test();
    std::vector<Command> commands;
    for (std::size_t number = 1; number <= sensors; ++number) {
        sensor::GetSensorReading::Request request;
        request.sensor_number = static_cast<std::uint8_t>(number);
        commands.push_back(session::command_of<sensor::GetSensorReading>(request));
    }
    conversation.open(network.now());
    EXPECT_TRUE(network.run([&] { return conversation.state() != Conversation::State::opening; }));
    Collector collector;
    Outcome outcome;
    while (collector.answered + collector.failed < readings && conversation.state() == Conversation::State::open) {
        if (!set_aside && collector.wrong > 0) break;  // without the rule the first wrong value has shown enough
        collector.poll = ++poll;
        bool finished = false;
        Batch batch(commands, collector, [&finished] { finished = true; });
        conversation.add(batch, network.now());
        if (!network.run([&] { return finished; })) {
            ADD_FAILURE() << "the conversation stands still after " << collector.answered << " readings";
            conversation.forget(batch, network.now());
            break;
        }
    }
    EXPECT_EQ(conversation.state(), Conversation::State::open);
    outcome.answered = collector.answered;
    outcome.wrong = collector.wrong;
    outcome.failed = collector.failed;
    outcome.retransmissions = conversation.counters().retransmissions;
    outcome.sessions = conversation.sessions_opened();
    return outcome;
}

NetworkFaults rough() {
    NetworkFaults faults;
    faults.loss = 0.02;
    faults.duplication = 0.02;
    faults.jitter = std::chrono::milliseconds(4);
    faults.long_delay = 0.01;
    // Long enough that the sequence is in use again, however slowly the exchange goes after such a surprise.
    faults.long_delay_by = std::chrono::seconds(1);
    return faults;
}

void record(const Outcome& outcome) {
    testing::Test::RecordProperty("answered", std::to_string(outcome.answered));
    testing::Test::RecordProperty("wrong", std::to_string(outcome.wrong));
    testing::Test::RecordProperty("failed", std::to_string(outcome.failed));
    testing::Test::RecordProperty("retransmissions", std::to_string(outcome.retransmissions));
    testing::Test::RecordProperty("sessions", std::to_string(outcome.sessions));
}

TEST(Readings, AMillionThroughLossDuplicationAndReorderingStandUnderTheirOwnSensors) {
    const auto outcome = read_many(1'000'000, rough(), true, true);
    record(outcome);
    EXPECT_EQ(outcome.wrong, 0u);
    EXPECT_GE(outcome.answered, 999'000u);
    EXPECT_GT(outcome.retransmissions, 10'000u) << "the network was too kind for this test to mean anything";
}

// Firmware that ignores session sequence numbers answers every copy of a request, the late ones too: nothing but the
// rule that sets sequences aside stands between such an answer and another sensor. A request that the network itself has
// doubled arrives twice within the jitter here; what remains where its copy comes much later says core/README.md.

TEST(Readings, AMillionFromFirmwareThatAnswersEveryCopyStandUnderTheirOwnSensors) {
    const auto outcome = read_many(1'000'000, rough(), false, true);
    record(outcome);
    EXPECT_EQ(outcome.wrong, 0u);
    EXPECT_GE(outcome.answered, 999'000u);
    EXPECT_GT(outcome.retransmissions, 10'000u);
}

TEST(Readings, WithoutSettingSequencesAsideWrongValuesAppear) {
    // The same network and firmware, the rule switched off: what the rule is for, and that this test can see it.
    const auto outcome = read_many(1'000'000, rough(), false, false);
    record(outcome);
    EXPECT_GT(outcome.wrong, 0u);
}

}  // namespace
}  // namespace ipmi::test
