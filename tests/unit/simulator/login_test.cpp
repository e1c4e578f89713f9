// Who gets in, who does not, and what it costs.
#include "console.hpp"

namespace ipmi::sim {
namespace {

using namespace std::chrono_literals;

TEST(Login, EachAccountReachesItsPrivilegeAndNoHigher) {
    OneBmc one;
    Console admin(one.fleet), monitor(one.fleet, "monitor", "monitor1234");
    ASSERT_TRUE(admin.login());
    ASSERT_TRUE(monitor.login());
    EXPECT_TRUE(admin.set_privilege(Level::administrator));
    EXPECT_EQ(monitor.ask(0x06, 0x3b, {4}), (Bytes{0x81}));
    EXPECT_EQ(monitor.ask(0x00, 0x02, {0x00}), (Bytes{0xd4})) << "chassis control needs OPERATOR";
    EXPECT_TRUE(one.bmc().chassis.on);
}

TEST(Login, AWrongPasswordGetsNoSession) {
    OneBmc one;
    Console console(one.fleet, "admin", "wrong");
    EXPECT_FALSE(console.login());
    EXPECT_EQ(console.error.code, Errc::auth_failed);
    EXPECT_EQ(one.bmc().sessions.active(), 0u);
}

TEST(Login, UnknownUsersAndSuitesAreRefusedByName) {
    OneBmc one;
    Console nobody(one.fleet, "nobody", "x");
    EXPECT_FALSE(nobody.login());
    EXPECT_EQ(nobody.error.code, Errc::auth_failed);
    auto settings = test_settings();
    settings.suites = {3};
    OneBmc old(settings);
    Console modern(old.fleet);
    EXPECT_FALSE(modern.login());
    EXPECT_EQ(modern.error.code, Errc::unsupported);
}

TEST(Login, SlotsAreLimitedAndCloseFreesOne) {
    auto settings = test_settings();
    settings.session_limit = 2;
    OneBmc one(settings);
    Console a(one.fleet), b(one.fleet), c(one.fleet);
    ASSERT_TRUE(a.login());
    ASSERT_TRUE(b.login());
    EXPECT_FALSE(c.login());
    EXPECT_EQ(c.error.code, Errc::busy);
    const auto id = a.envelope->bmc_session_id();
    const auto byte = [id](unsigned i) { return static_cast<std::uint8_t>(id >> (8 * i)); };
    EXPECT_EQ(a.ask(0x06, 0x3c, {byte(0), byte(1), byte(2), byte(3)}), (Bytes{0x00}));
    EXPECT_TRUE(c.login());
}

TEST(Login, SilentSessionsAndHalfOpenOnesLeaveTheirSlot) {
    auto settings = test_settings();
    settings.session_limit = 1;
    OneBmc one(settings);
    Console first(one.fleet), second(one.fleet);
    ASSERT_TRUE(first.login());
    second.now += 59s;
    EXPECT_FALSE(second.login());
    second.now += 2s;
    EXPECT_TRUE(second.login());
    EXPECT_EQ(first.ask(0x06, 0x01), std::nullopt) << "the session is gone";
}

TEST(Login, FailuresLockTheAccountForATime) {
    OneBmc one;
    one.bmc().edit_faults().lockout = 2;
    Console wrong(one.fleet, "admin", "wrong"), right(one.fleet);
    for (int i = 0; i < 2; ++i) {
        EXPECT_FALSE(wrong.login());  // the engine sees it in RAKP 2 and stops: the BMC counts the time-out
        wrong.now += 11s;
    }
    right.now = wrong.now;
    EXPECT_FALSE(right.login());
    right.now += 5min;
    EXPECT_TRUE(right.login());
}

TEST(Login, KgIsNeededWhereItIsSet) {
    auto settings = test_settings();
    settings.kg = "a-bmc-key";
    OneBmc one(settings);
    Console console(one.fleet);
    EXPECT_FALSE(console.login());
    EXPECT_EQ(console.error.code, Errc::auth_failed);
}

TEST(Login, TheSameSeedSaysTheSameBytes) {
    const auto answers = [](std::uint64_t seed) {
        auto settings = test_settings();
        settings.seed = seed;
        OneBmc one(settings);
        Console console(one.fleet);
        Bytes hello;
        wire::Writer out(hello);
        session::OpenSessionRequest request;
        request.console_session_id = 7;
        request.algorithms = {1, 1, 1};
        Bytes payload;
        wire::Writer body(payload);
        session::OpenSessionRequest::encode(body, request);
        packet::Session20::encode_plain(out, packet::PayloadType::open_session_request, 0, 0, payload);
        return console.exchange(hello);
    };
    EXPECT_EQ(answers(5), answers(5));
    EXPECT_NE(answers(5), answers(6));
}

}  // namespace
}  // namespace ipmi::sim
