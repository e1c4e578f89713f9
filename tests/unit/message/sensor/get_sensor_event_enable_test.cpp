#include "message/sensor/get_sensor_event_enable.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::sensor {
namespace {

TEST(GetSensorEventEnableRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetSensorEventEnable>(tmpl_cmd_get_sensor_event_enable_rq,
                                                 {{"sensor_number", &GetSensorEventEnable::Request::sensor_number}});
}

TEST(GetSensorEventEnableRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetSensorEventEnable>>(codec::hex("30 00"), 1);
}

TEST(GetSensorEventEnableRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSensorEventEnable, codec::RequestOf<GetSensorEventEnable>>(1, 2);
}

TEST(GetSensorEventEnableResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSensorEventEnable>(
        tmpl_cmd_get_sensor_event_enable_rs,
        {{"scanning_on_this_sensor", &GetSensorEventEnable::Response::scanning_enabled},
         {"all_event_messages", &GetSensorEventEnable::Response::event_messages_enabled},
         {"assertion_event_bitmask", &GetSensorEventEnable::Response::assertion_mask},
         {"deassertion_event_bitmask", &GetSensorEventEnable::Response::deassertion_mask}});
}

TEST(GetSensorEventEnableResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSensorEventEnable>>(codec::hex("c0 95 0a 95 0a 00"), 1);
}

TEST(GetSensorEventEnableResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSensorEventEnable, codec::ResponseOf<GetSensorEventEnable>>(1, 7);
}

}  // namespace
}  // namespace ipmi::sensor
