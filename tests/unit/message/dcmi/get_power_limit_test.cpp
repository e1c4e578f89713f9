#include "message/dcmi/get_power_limit.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::dcmi {
namespace {

// FreeIPMI's templates know the byte as group_extension_identification; PICMG's is 00h.
TEST(GetPowerLimit, RefusesTheBytesOfAnotherGroup) {
    auto answer = codec::hex("dc 00 00 01 f4 01 e8 03 00 00 00 00 3c 00");
    ASSERT_TRUE(codec::ResponseOf<GetPowerLimit>::decode(answer));
    answer[0] = 0x00;
    EXPECT_FALSE(codec::ResponseOf<GetPowerLimit>::decode(answer));
    auto request = codec::encoded<GetPowerLimit>(GetPowerLimit::Request{});
    ASSERT_EQ(request.at(0), GetPowerLimit::group_id);
    request[0] = 0x00;
    EXPECT_FALSE(codec::RequestOf<GetPowerLimit>::decode(request));
}

TEST(GetPowerLimitRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetPowerLimit>>(codec::hex("dc 00 00 00"), 3);
}

TEST(GetPowerLimitRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetPowerLimit, codec::RequestOf<GetPowerLimit>>(3, 5, codec::hex("dc"));
}

TEST(GetPowerLimitResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetPowerLimit>(
        tmpl_cmd_dcmi_get_power_limit_rs,
        {{"exception_actions", &GetPowerLimit::Response::exception_action},
         {"power_limit_requested", &GetPowerLimit::Response::limit_watts},
         {"correction_time_limit", &GetPowerLimit::Response::correction_time_ms},
         {"management_application_statistics_sampling_period", &GetPowerLimit::Response::sampling_period_seconds}},
        codec::hex("dc"));
}

TEST(GetPowerLimitResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetPowerLimit>>(
        codec::hex("dc 00 00 01 f4 01 e8 03 00 00 00 00 3c 00 00"), 14);
}

TEST(GetPowerLimitResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetPowerLimit, codec::ResponseOf<GetPowerLimit>>(14, 16, codec::hex("dc"));
}

}  // namespace
}  // namespace ipmi::dcmi
