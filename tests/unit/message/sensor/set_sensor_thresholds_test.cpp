#include "message/sensor/set_sensor_thresholds.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::sensor {
namespace {

TEST(SetSensorThresholdsRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<SetSensorThresholds>(
        tmpl_cmd_set_sensor_thresholds_rq,
        {{"sensor_number", &SetSensorThresholds::Request::sensor_number},
         {"set_lower_non_critical_threshold",
          [](const SetSensorThresholds::Request& value) -> std::uint64_t { return value.set_mask >> 0 & 1; }},
         {"set_lower_critical_threshold",
          [](const SetSensorThresholds::Request& value) -> std::uint64_t { return value.set_mask >> 1 & 1; }},
         {"set_lower_non_recoverable_threshold",
          [](const SetSensorThresholds::Request& value) -> std::uint64_t { return value.set_mask >> 2 & 1; }},
         {"set_upper_non_critical_threshold",
          [](const SetSensorThresholds::Request& value) -> std::uint64_t { return value.set_mask >> 3 & 1; }},
         {"set_upper_critical_threshold",
          [](const SetSensorThresholds::Request& value) -> std::uint64_t { return value.set_mask >> 4 & 1; }},
         {"set_upper_non_recoverable_threshold",
          [](const SetSensorThresholds::Request& value) -> std::uint64_t { return value.set_mask >> 5 & 1; }},
         {"lower_non_critical_threshold",
          [](const SetSensorThresholds::Request& value) -> std::uint64_t { return value.thresholds[0]; }},
         {"lower_critical_threshold",
          [](const SetSensorThresholds::Request& value) -> std::uint64_t { return value.thresholds[1]; }},
         {"lower_non_recoverable_threshold",
          [](const SetSensorThresholds::Request& value) -> std::uint64_t { return value.thresholds[2]; }},
         {"upper_non_critical_threshold",
          [](const SetSensorThresholds::Request& value) -> std::uint64_t { return value.thresholds[3]; }},
         {"upper_critical_threshold",
          [](const SetSensorThresholds::Request& value) -> std::uint64_t { return value.thresholds[4]; }},
         {"upper_non_recoverable_threshold",
          [](const SetSensorThresholds::Request& value) -> std::uint64_t { return value.thresholds[5]; }}});
}

TEST(SetSensorThresholdsRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<SetSensorThresholds>>(codec::hex("30 3f 01 02 03 04 05 06 00"), 8);
}

TEST(SetSensorThresholdsRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<SetSensorThresholds, codec::RequestOf<SetSensorThresholds>>(8, 10);
}

}  // namespace
}  // namespace ipmi::sensor
