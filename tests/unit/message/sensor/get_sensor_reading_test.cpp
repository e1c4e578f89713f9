#include "message/sensor/get_sensor_reading.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace ipmi::sensor {
namespace {

wire::Reader reader(const Bytes& bytes) { return wire::Reader(ByteView(bytes)); }

TEST(GetSensorReadingResponse, DecodesFlagsAndThresholdState) {
    const auto body = from_hex("37 c0 c8 80").value();
    const auto response = GetSensorReading::decode_response(reader(body)).value();
    EXPECT_EQ(response.raw_reading, 0x37);
    EXPECT_TRUE(response.event_messages_enabled);
    EXPECT_TRUE(response.scanning_enabled);
    EXPECT_FALSE(response.reading_unavailable);
    EXPECT_EQ(response.states_low, 0xc8);
    EXPECT_EQ(response.states_high, 0x80);
}

TEST(GetSensorReadingResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    const Bytes body{0x37, 0xc0};
    for (std::size_t size = 0; size < body.size(); ++size) {
        const auto response = GetSensorReading::decode_response(wire::Reader(ByteView(body).first(size)));
        ASSERT_FALSE(response);
        EXPECT_EQ(response.error().code, Errc::malformed);
    }
}

TEST(GetSensorReadingResponse, AcceptsBodyWithoutStateBytes) {
    const Bytes body{0x00, 0xe0};
    const auto response = GetSensorReading::decode_response(reader(body)).value();
    EXPECT_TRUE(response.reading_unavailable);
    EXPECT_EQ(response.states_low, std::nullopt);
}

}  // namespace
}  // namespace ipmi::sensor
