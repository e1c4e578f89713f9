#include "message/sensor/get_sensor_thresholds.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::sensor {
namespace {

TEST(GetSensorThresholdsRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetSensorThresholds>(tmpl_cmd_get_sensor_thresholds_rq,
                                                {{"sensor_number", &GetSensorThresholds::Request::sensor_number}});
}

TEST(GetSensorThresholdsRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetSensorThresholds>>(codec::hex("30 00"), 1);
}

TEST(GetSensorThresholdsRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSensorThresholds, codec::RequestOf<GetSensorThresholds>>(1, 2);
}

TEST(GetSensorThresholdsResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSensorThresholds>(
        tmpl_cmd_get_sensor_thresholds_rs,
        {{"readable_thresholds.lower_non_critical_threshold",
          [](const GetSensorThresholds::Response& value) -> std::uint64_t { return value.readable_mask >> 0 & 1; }},
         {"readable_thresholds.lower_critical_threshold",
          [](const GetSensorThresholds::Response& value) -> std::uint64_t { return value.readable_mask >> 1 & 1; }},
         {"readable_thresholds.lower_non_recoverable_threshold",
          [](const GetSensorThresholds::Response& value) -> std::uint64_t { return value.readable_mask >> 2 & 1; }},
         {"readable_thresholds.upper_non_critical_threshold",
          [](const GetSensorThresholds::Response& value) -> std::uint64_t { return value.readable_mask >> 3 & 1; }},
         {"readable_thresholds.upper_critical_threshold",
          [](const GetSensorThresholds::Response& value) -> std::uint64_t { return value.readable_mask >> 4 & 1; }},
         {"readable_thresholds.upper_non_recoverable_threshold",
          [](const GetSensorThresholds::Response& value) -> std::uint64_t { return value.readable_mask >> 5 & 1; }},
         {"lower_non_critical_threshold",
          [](const GetSensorThresholds::Response& value) -> std::uint64_t { return value.thresholds[0]; }},
         {"lower_critical_threshold",
          [](const GetSensorThresholds::Response& value) -> std::uint64_t { return value.thresholds[1]; }},
         {"lower_non_recoverable_threshold",
          [](const GetSensorThresholds::Response& value) -> std::uint64_t { return value.thresholds[2]; }},
         {"upper_non_critical_threshold",
          [](const GetSensorThresholds::Response& value) -> std::uint64_t { return value.thresholds[3]; }},
         {"upper_critical_threshold",
          [](const GetSensorThresholds::Response& value) -> std::uint64_t { return value.thresholds[4]; }},
         {"upper_non_recoverable_threshold",
          [](const GetSensorThresholds::Response& value) -> std::uint64_t { return value.thresholds[5]; }}});
}

TEST(GetSensorThresholdsResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSensorThresholds>>(codec::hex("3f 01 02 03 04 05 06 00"), 7);
}

TEST(GetSensorThresholdsResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSensorThresholds, codec::ResponseOf<GetSensorThresholds>>(7, 9);
}

}  // namespace
}  // namespace ipmi::sensor
