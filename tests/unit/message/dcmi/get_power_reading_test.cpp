#include "message/dcmi/get_power_reading.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::dcmi {
namespace {

// FreeIPMI's templates know the byte as group_extension_identification; PICMG's is 00h.
TEST(GetPowerReading, RefusesTheBytesOfAnotherGroup) {
    auto answer = codec::hex("dc a0 00 02 00 2c 01 a2 00 5e 8c 1b 4e e8 03 00 00 40");
    ASSERT_TRUE(codec::ResponseOf<GetPowerReading>::decode(answer));
    answer[0] = 0x00;
    EXPECT_FALSE(codec::ResponseOf<GetPowerReading>::decode(answer));
    auto request = codec::encoded<GetPowerReading>(GetPowerReading::Request{});
    ASSERT_EQ(request.at(0), GetPowerReading::group_id);
    request[0] = 0x00;
    EXPECT_FALSE(codec::RequestOf<GetPowerReading>::decode(request));
}

TEST(GetPowerReadingRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetPowerReading>(
        tmpl_cmd_dcmi_get_power_reading_rq,
        {{"mode", &GetPowerReading::Request::mode}, {"mode_attributes", &GetPowerReading::Request::mode_attributes}},
        codec::hex("dc"));
}

TEST(GetPowerReadingRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetPowerReading>>(codec::hex("dc 01 00 00 00"), 4);
}

TEST(GetPowerReadingRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetPowerReading, codec::RequestOf<GetPowerReading>>(4, 6, codec::hex("dc"));
}

TEST(GetPowerReadingResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetPowerReading>(
        tmpl_cmd_dcmi_get_power_reading_rs,
        {{"current_power", &GetPowerReading::Response::current_watts},
         {"minimum_power_over_sampling_duration", &GetPowerReading::Response::minimum_watts},
         {"maximum_power_over_sampling_duration", &GetPowerReading::Response::maximum_watts},
         {"average_power_over_sampling_duration", &GetPowerReading::Response::average_watts},
         {"time_stamp", &GetPowerReading::Response::time},
         {"statistics_reporting_time_period", &GetPowerReading::Response::period_ms},
         {"power_reading_state.power_measurement", &GetPowerReading::Response::measurement_active}},
        codec::hex("dc"));
}

TEST(GetPowerReadingResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetPowerReading>>(
        codec::hex("dc a0 00 02 00 2c 01 a2 00 5e 8c 1b 4e e8 03 00 00 40 00"), 18);
}

TEST(GetPowerReadingResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetPowerReading, codec::ResponseOf<GetPowerReading>>(18, 20, codec::hex("dc"));
}

}  // namespace
}  // namespace ipmi::dcmi
