#include "message/sensor/get_sensor_event_status.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::sensor {
namespace {

TEST(GetSensorEventStatusRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetSensorEventStatus>(tmpl_cmd_get_sensor_event_status_rq,
                                                 {{"sensor_number", &GetSensorEventStatus::Request::sensor_number}});
}

TEST(GetSensorEventStatusRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetSensorEventStatus>>(codec::hex("30 00"), 1);
}

TEST(GetSensorEventStatusRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSensorEventStatus, codec::RequestOf<GetSensorEventStatus>>(1, 2);
}

TEST(GetSensorEventStatusResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSensorEventStatus>(
        tmpl_cmd_get_sensor_event_status_rs,
        {{"reading_state", &GetSensorEventStatus::Response::reading_unavailable},
         {"sensor_scanning", &GetSensorEventStatus::Response::scanning_enabled},
         {"all_event_messages", &GetSensorEventStatus::Response::event_messages_enabled},
         {"assertion_event", &GetSensorEventStatus::Response::assertion_events},
         {"deassertion_event", &GetSensorEventStatus::Response::deassertion_events}});
}

TEST(GetSensorEventStatusResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSensorEventStatus>>(codec::hex("c0 80 00 00 00 00"), 1);
}

TEST(GetSensorEventStatusResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSensorEventStatus, codec::ResponseOf<GetSensorEventStatus>>(1, 7);
}

}  // namespace
}  // namespace ipmi::sensor
