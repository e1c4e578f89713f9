#include "message/chassis/chassis_control.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::chassis {
namespace {

// The names of FreeIPMI's ipmi-chassis-cmds.h.
TEST(ChassisControlRequest, CarriesTheNumbersOfTheSpecification) {
    const std::vector<std::pair<ChassisControl::Control, int>> numbers{
        {ChassisControl::Control::power_down, IPMI_CHASSIS_CONTROL_POWER_DOWN},
        {ChassisControl::Control::power_up, IPMI_CHASSIS_CONTROL_POWER_UP},
        {ChassisControl::Control::power_cycle, IPMI_CHASSIS_CONTROL_POWER_CYCLE},
        {ChassisControl::Control::hard_reset, IPMI_CHASSIS_CONTROL_HARD_RESET},
        {ChassisControl::Control::pulse_diagnostic_interrupt, IPMI_CHASSIS_CONTROL_PULSE_DIAGNOSTIC_INTERRUPT},
        {ChassisControl::Control::soft_shutdown, IPMI_CHASSIS_CONTROL_INITIATE_SOFT_SHUTDOWN}};
    for (const auto& [control, number] : numbers) {
        const ChassisControl::Request request{control};
        EXPECT_EQ(codec::encoded<ChassisControl>(request), Bytes{static_cast<std::uint8_t>(number)});
    }
}

TEST(ChassisControlRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<ChassisControl>(
        tmpl_cmd_chassis_control_rq, {{"chassis_control", [](const ChassisControl::Request& value) -> std::uint64_t {
                                           return static_cast<std::uint64_t>(value.control);
                                       }}});
}

TEST(ChassisControlRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<ChassisControl>>(codec::hex("01 00"), 1);
}

TEST(ChassisControlRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<ChassisControl, codec::RequestOf<ChassisControl>>(1, 3);
}

}  // namespace
}  // namespace ipmi::chassis
