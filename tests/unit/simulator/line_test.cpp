// The line and a busy controller: what comes late, twice, never, or out of turn.
#include "console.hpp"

namespace ipmi::sim {
namespace {

using namespace std::chrono_literals;

TEST(Line, DelayHoldsEachAnswerBack) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    one.bmc().edit_faults().delay = 20ms;
    EXPECT_TRUE(console.exchange(console.sealed(0x06, 0x01)).empty());
    EXPECT_TRUE(console.wait(19ms).empty());
    EXPECT_EQ(one.fleet.next_due(), console.now + 1ms);
    EXPECT_EQ(console.wait(1ms).size(), 1u);
    EXPECT_EQ(one.fleet.next_due(), std::nullopt);
}

TEST(Line, LossIsOfBothDirections) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    one.bmc().edit_faults().loss = 0.1;
    const auto executed = one.bmc().counters.commands;
    unsigned answered = 0;
    constexpr unsigned asked = 4000;
    for (unsigned i = 0; i < asked; ++i) answered += !console.exchange(console.sealed(0x06, 0x01)).empty();
    EXPECT_NEAR(answered, asked * 0.81, asked * 0.03);
    EXPECT_NEAR(static_cast<double>(one.bmc().counters.commands - executed), asked * 0.9, asked * 0.03);
}

TEST(Line, DuplicatesAndReorderingReachTheConsole) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    one.bmc().edit_faults().duplicate = 1;
    const auto twice = console.exchange(console.sealed(0x06, 0x01));
    ASSERT_EQ(twice.size(), 2u);
    EXPECT_EQ(twice[0], twice[1]);
    one.bmc().edit_faults() = Faults{};
    one.bmc().edit_faults().reorder = 1;
    EXPECT_TRUE(console.exchange(console.sealed(0x06, 0x01)).empty());
    one.bmc().edit_faults().reorder = 0;
    EXPECT_EQ(console.exchange(console.sealed(0x06, 0x01)).size(), 1u) << "overtakes";
    EXPECT_EQ(console.wait(10ms).size(), 1u);
}

TEST(Controller, WorksOffWhatCameInTurn) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    one.bmc().edit_faults().service = 2ms;
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(console.exchange(console.sealed(0x06, 0x01)).empty());
    EXPECT_EQ(console.wait(2ms).size(), 1u);
    EXPECT_EQ(console.wait(2ms).size(), 1u);
    EXPECT_EQ(console.wait(2ms).size(), 1u);
}

TEST(Controller, DropsOrRefusesWhatComesWhileItWorks) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    one.bmc().edit_faults().one_at_a_time = true;
    EXPECT_TRUE(console.exchange(console.sealed(0x06, 0x01)).empty());
    EXPECT_TRUE(console.exchange(console.sealed(0x06, 0x01)).empty()) << "dropped";
    EXPECT_EQ(console.wait(1ms).size(), 1u);
    EXPECT_TRUE(console.wait(1s).empty());
    one.bmc().edit_faults().node_busy = true;
    EXPECT_TRUE(console.exchange(console.sealed(0x06, 0x01)).empty());
    EXPECT_EQ(console.opened(console.exchange(console.sealed(0x06, 0x01))), (Bytes{0xc0}));
}

TEST(Controller, IsSilentOnChosenCommands) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    one.bmc().edit_faults().silent.emplace_back("06:01");
    EXPECT_TRUE(console.exchange(console.sealed(0x06, 0x01)).empty());
    EXPECT_TRUE(console.ask(0x06, 0x04));
    one.bmc().edit_faults().silent.emplace_back("rakp3");
    Console late(one.fleet);
    EXPECT_FALSE(late.login());
    EXPECT_THROW(Silence("6:1"), std::runtime_error);
    EXPECT_THROW(Silence("rakp2"), std::runtime_error);
    EXPECT_THROW(Silence(""), std::runtime_error);
}

TEST(Controller, AColdResetForgetsAndTakesItsTime) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    ASSERT_TRUE(console.set_privilege(Level::administrator));
    EXPECT_EQ(console.ask(0x06, 0x02), (Bytes{0x00}));
    EXPECT_FALSE(console.login());
    console.now += 3s;
    EXPECT_EQ(console.ask(0x06, 0x01), std::nullopt);
    EXPECT_TRUE(console.login());
}

}  // namespace
}  // namespace ipmi::sim
