#include "message/sensor/get_sensor_hysteresis.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::sensor {
namespace {

TEST(GetSensorHysteresis, HasTheNumberOfFreeIpmisTable) {
    EXPECT_EQ(GetSensorHysteresis::command, IPMI_CMD_GET_SENSOR_HYSTERESIS);
}

TEST(GetSensorHysteresisRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetSensorHysteresis>(tmpl_cmd_get_sensor_hysteresis_rq,
                                                {{"sensor_number", &GetSensorHysteresis::Request::sensor_number},
                                                 {"hysteresis_mask", &GetSensorHysteresis::Request::hysteresis_mask}});
}

TEST(GetSensorHysteresisRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetSensorHysteresis>>(codec::hex("30 ff 00"), 2);
}

TEST(GetSensorHysteresisRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSensorHysteresis, codec::RequestOf<GetSensorHysteresis>>(2, 4);
}

TEST(GetSensorHysteresisResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSensorHysteresis>(
        tmpl_cmd_get_sensor_hysteresis_rs,
        {{"positive_going_threshold_hysteresis_value", &GetSensorHysteresis::Response::positive_going},
         {"negative_going_threshold_hysteresis_value", &GetSensorHysteresis::Response::negative_going}});
}

TEST(GetSensorHysteresisResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSensorHysteresis>>(codec::hex("02 03 00"), 2);
}

TEST(GetSensorHysteresisResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSensorHysteresis, codec::ResponseOf<GetSensorHysteresis>>(2, 4);
}

}  // namespace
}  // namespace ipmi::sensor
