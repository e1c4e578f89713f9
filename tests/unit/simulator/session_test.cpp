// Inside a session: what is answered, and what meets silence.
#include <set>

#include "console.hpp"

namespace ipmi::sim {
namespace {

TEST(SequenceWindow, TakesEachNumberOnceSixteenEitherWay) {
    SequenceWindow window;
    EXPECT_FALSE(window.take(0));
    EXPECT_TRUE(window.take(5));
    EXPECT_FALSE(window.take(5));
    EXPECT_TRUE(window.take(4));
    EXPECT_FALSE(window.take(4));
    EXPECT_TRUE(window.take(21));
    EXPECT_FALSE(window.take(38)) << "17 ahead";
    EXPECT_TRUE(window.take(6));
    EXPECT_FALSE(window.take(5)) << "16 behind";
    EXPECT_TRUE(window.take(37));
}

TEST(Session, TamperedReplayedAndForeignPacketsMeetSilence) {
    OneBmc one;
    for (const std::uint8_t suite : {std::uint8_t{3}, std::uint8_t{17}}) {
        Console console(one.fleet, "admin", "secret1234", suite);
        ASSERT_TRUE(console.login());
        const auto datagram = console.sealed(0x06, 0x01);
        for (std::size_t i = 4; i < datagram.size(); ++i) {
            auto tampered = datagram;
            tampered[i] ^= 0x40;
            EXPECT_TRUE(console.exchange(tampered).empty()) << "byte " << i;
        }
        EXPECT_TRUE(console.opened(console.exchange(datagram)));
        EXPECT_TRUE(console.exchange(datagram).empty()) << "replayed";
    }
}

TEST(Session, UnknownAndShortRequestsAreRefused) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    EXPECT_EQ(console.ask(0x06, 0xee), (Bytes{0xc1}));
    EXPECT_EQ(console.ask(0x2c, 0x01, {0x00}), (Bytes{0xc1})) << "PICMG, not DCMI";
    EXPECT_EQ(console.ask(0x04, 0x2d), (Bytes{0xc7}));
    EXPECT_EQ(console.ask(0x04, 0x2d, {0xfe}), (Bytes{0xcb}));
}

TEST(Session, SdrPartsNeedTheReservationThatHolds) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    const auto first = console.ask(0x0a, 0x22);
    ASSERT_TRUE(first && first->size() == 3);
    const auto read = [&console](const Bytes& reservation, std::uint8_t offset, std::uint8_t count) {
        const auto answer = console.ask(0x0a, 0x23, {reservation[1], reservation[2], 1, 0, offset, count});
        return answer ? answer->front() : std::uint8_t{0xff};
    };
    EXPECT_EQ(read(*first, 5, 4), 0x00);
    const auto second = console.ask(0x0a, 0x22);
    EXPECT_EQ(read(*first, 5, 4), 0xc5);
    EXPECT_EQ(read(*second, 5, 4), 0x00);
    one.bmc().edit_faults().lose_reservations = 1;
    EXPECT_EQ(read(*second, 5, 4), 0xc5);
    one.bmc().edit_faults().max_read = 8;
    EXPECT_EQ(read(Bytes{0, 0, 0}, 0, 0xff), 0xca);
}

TEST(Session, AReadingIsUnavailableWithoutTheHost) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    ASSERT_TRUE(console.set_privilege(Level::operator_));
    const auto fan =
        one.bmc().profile().sensors()[static_cast<std::size_t>(one.bmc().profile().find_sensor("FAN1"))].number;
    EXPECT_EQ((*console.ask(0x04, 0x2d, {fan}))[2] & 0x20, 0);
    EXPECT_EQ(console.ask(0x00, 0x02, {0x00}), (Bytes{0x00}));
    EXPECT_EQ((*console.ask(0x04, 0x2d, {fan}))[2] & 0x20, 0x20);
    EXPECT_EQ(console.ask(0x00, 0x02, {0x02}), (Bytes{0xd5})) << "nothing to cycle";
}

TEST(Session, DriftingReadingsWanderAboutWhatWasSet) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    one.bmc().edit_faults().drift = 3;
    const auto sensor = one.bmc().profile().find_sensor("CPU1 Temp");
    const auto number = one.bmc().profile().sensors()[static_cast<std::size_t>(sensor)].number;
    std::set<int> seen;
    for (int i = 0; i < 200; ++i) {
        const auto answer = console.ask(0x04, 0x2d, {number});
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer, console.ask(0x04, 0x2d, {number})) << "the same moment reads the same";
        seen.insert((*answer)[1]);
        console.now += std::chrono::seconds(10);
    }
    EXPECT_EQ(seen, (std::set<int>{52, 53, 54, 55, 56, 57, 58}));
}

TEST(Session, WrongAuthCodesAndHostileLengthsComeOnlyWhenAskedFor) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    one.bmc().edit_faults().wrong_hmac = 1;
    EXPECT_EQ(console.ask(0x06, 0x01), std::nullopt);
    const auto good = console.ask(0x06, 0x01);
    ASSERT_TRUE(good);
    one.bmc().edit_faults().hostile_lengths = 1;
    unsigned wrong = 0;
    for (int i = 0; i < 300; ++i)
        if (console.ask(0x06, 0x01) != good) ++wrong;
    EXPECT_GT(wrong, 250u);
}

TEST(Session, AnythingAtAllMayBeSentToIt) {
    OneBmc one;
    Console console(one.fleet);
    ASSERT_TRUE(console.login());
    Random random(42);
    std::vector<Bytes> seeds{console.sealed(0x06, 0x01), {0x06, 0x00, 0xff, 0x06, 0, 0, 0x11, 0xbe, 0x80, 0, 0, 0}};
    Bytes hello;
    wire::Writer out(hello);
    packet::Session20::encode_plain(out, packet::PayloadType::rakp1, 0, 0, Bytes(44, 0x10));
    seeds.push_back(hello);
    for (int i = 0; i < 20000; ++i) {
        auto datagram = seeds[random.below(seeds.size())];
        for (auto changes = random.below(6); changes > 0; --changes)
            datagram[random.below(datagram.size())] = static_cast<std::uint8_t>(random.next());
        datagram.resize(random.below(4) == 0 ? random.below(datagram.size() + 40) : datagram.size());
        console.exchange(datagram);
    }
    for (int i = 0; i < 20000; ++i) {  // and inside a session, where the AuthCode is right
        Bytes body(random.below(24));
        random.fill(body);
        const auto command = static_cast<std::uint8_t>(random.next());
        if (command == 0x3c || command == 0x02) continue;  // would end the session
        console.ask(static_cast<std::uint8_t>(random.below(32) * 2), command, body);
    }
    EXPECT_TRUE(console.ask(0x06, 0x01));
}

}  // namespace
}  // namespace ipmi::sim
