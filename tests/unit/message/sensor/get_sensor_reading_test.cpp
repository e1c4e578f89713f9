#include "message/sensor/get_sensor_reading.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::sensor {
namespace {

TEST(GetSensorReadingResponse, DecodesFlagsAndThresholdState) {
    const auto response = codec::ResponseOf<GetSensorReading>::decode(codec::hex("37 c0 c8 80")).value();
    EXPECT_EQ(response.raw_reading, 0x37);
    EXPECT_TRUE(response.event_messages_enabled);
    EXPECT_TRUE(response.scanning_enabled);
    EXPECT_FALSE(response.reading_unavailable);
    EXPECT_EQ(response.states_low, 0xc8);
    EXPECT_EQ(response.states_high, 0x80);
}

// Some BMCs stop after the flags when the entity is absent; ipmitool accepts that too.
TEST(GetSensorReadingResponse, AcceptsBodyWithoutStateBytes) {
    const auto response = codec::ResponseOf<GetSensorReading>::decode(codec::hex("00 e0")).value();
    EXPECT_TRUE(response.reading_unavailable);
    EXPECT_EQ(response.states_low, std::nullopt);
}

TEST(GetSensorReadingRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetSensorReading>(tmpl_cmd_get_sensor_reading_rq,
                                             {{"sensor_number", &GetSensorReading::Request::sensor_number}});
}

TEST(GetSensorReadingRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetSensorReading>>(codec::hex("30 00"), 1);
}

TEST(GetSensorReadingRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSensorReading, codec::RequestOf<GetSensorReading>>(1, 2);
}

TEST(GetSensorReadingResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSensorReading>(
        tmpl_cmd_get_sensor_reading_rs,
        {{"sensor_reading", &GetSensorReading::Response::raw_reading},
         {"reading_state", &GetSensorReading::Response::reading_unavailable},
         {"sensor_scanning", &GetSensorReading::Response::scanning_enabled},
         {"all_event_messages", &GetSensorReading::Response::event_messages_enabled},
         {"sensor_event_bitmask1", &GetSensorReading::Response::states_low},
         {"sensor_event_bitmask2",
          [](const GetSensorReading::Response& value) -> std::uint64_t { return value.states_high.value() & 0x7f; }}});
}

TEST(GetSensorReadingResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSensorReading>>(codec::hex("37 c0 c8 80 00"), 2);
}

TEST(GetSensorReadingResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSensorReading, codec::ResponseOf<GetSensorReading>>(2, 6);
}

}  // namespace
}  // namespace ipmi::sensor
