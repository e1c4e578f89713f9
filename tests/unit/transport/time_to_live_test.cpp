// Answers of name servers, RFC 1035 section 4.1; those of a real one are in tests/integration/name_server_test.py.
#include "transport/time_to_live.hpp"

#include <gtest/gtest.h>

#include <random>

namespace ipmi::transport {
namespace {

using namespace std::chrono_literals;
using Bytes = std::vector<std::uint8_t>;

std::vector<transport::Endpoint> at(const std::string& host) {
    return transport::numeric({host, 623});
}

Bytes operator+(Bytes one, const Bytes& other) {
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

const Bytes bmc{3, 'b', 'm', 'c', 0};
const Bytes the_name{0xc0, 12};  // where the question has it

Bytes header(std::uint8_t answers) {
    return {0x12, 0x34, 0x81, 0x80, 0, 1, 0, answers, 0, 0, 0, 0};
}
Bytes question(std::uint8_t type) {
    return bmc + Bytes{0, type, 0, 1};
}
Bytes record(const Bytes& name, std::uint8_t type, std::uint8_t ttl, const Bytes& data) {
    return name + Bytes{0, type, 0, 1, 0, 0, 0, ttl, 0, static_cast<std::uint8_t>(data.size())} + data;
}
const Bytes v4{192, 0, 2, 7};
const Bytes v6{0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7};

TEST(TimeToLive, IsTheLeastOfEachStepToTheAddress) {
    EXPECT_EQ(time_to_live_in(header(1) + question(1) + record(the_name, 1, 60, v4), at("192.0.2.7")), 60s);
    EXPECT_EQ(time_to_live_in(header(1) + question(28) + record(the_name, 28, 30, v6), at("2001:db8::7")), 30s);
    const Bytes other{2, 'r', '7', 0};
    const auto alias = header(2) + question(1) + record(the_name, 5, 20, other) + record(other, 1, 90, v4);
    EXPECT_EQ(time_to_live_in(alias, at("192.0.2.7")), 20s);
}

TEST(TimeToLive, IsNotKnownOfAnAddressThatIsNotThere) {
    const auto answer = header(1) + question(1) + record(the_name, 1, 60, v4);
    EXPECT_EQ(time_to_live_in(answer, at("192.0.2.8")), std::nullopt);
    EXPECT_EQ(time_to_live_in(answer, {}), std::nullopt);
    EXPECT_EQ(time_to_live_in(header(0) + question(1), at("192.0.2.7")), std::nullopt);
    EXPECT_EQ(time_to_live_in({}, at("192.0.2.7")), std::nullopt);
}

TEST(TimeToLive, TakesNoHarmFromBadAnswers) {
    const auto whole = header(1) + question(1) + record(the_name, 1, 60, v4);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_EQ(time_to_live_in(cut, at("192.0.2.7")), std::nullopt) << size;
    }
    const Bytes itself{0xc0, 28};  // a name that is where its pointer points
    EXPECT_EQ(time_to_live_in(header(2) + question(1) + record(the_name, 1, 60, v4) + record(itself, 5, 60, itself),
                              at("192.0.2.8")),
              std::nullopt);
    std::mt19937 chance(1);
    for (int i = 0; i < 20000; ++i) {
        auto bytes = whole;
        for (int n = 0; n < 3; ++n) bytes[chance() % bytes.size()] = static_cast<std::uint8_t>(chance());
        time_to_live_in(bytes, at("192.0.2.7"));
    }
}

}  // namespace
}  // namespace ipmi::transport
