#include "message/chassis/get_chassis_status.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::chassis {
namespace {

// Firmware under qemu; zenfish/zipmi, tests/golden/zoo_*.json (MIT).
TEST(GetChassisStatusResponse, DecodesTheAnswerOfAMegarac) {
    const auto response = codec::ResponseOf<GetChassisStatus>::decode(codec::hex("20 01 40 f0")).value();
    EXPECT_FALSE(response.power_is_on);
    EXPECT_EQ(response.power_restore_policy, 1);
    EXPECT_TRUE(response.last_event_ac_failed);
    EXPECT_FALSE(response.intrusion_active);
    EXPECT_EQ(response.identify_state, 0);
    EXPECT_TRUE(response.identify_state_supported);
    EXPECT_EQ(response.front_panel_buttons, 0xf0);
}

// OpenBMC says that it supports the identify state and then sends the reserved state 3.
TEST(GetChassisStatusResponse, KeepsTheReservedIdentifyStateOfOpenBmc) {
    const auto response = codec::ResponseOf<GetChassisStatus>::decode(codec::hex("00 00 70 00")).value();
    EXPECT_TRUE(response.identify_state_supported);
    EXPECT_EQ(response.identify_state, 3);
}

// iDRAC 9 without a host answers ffh: the reserved bit 7 is not part of the restore policy.
TEST(GetChassisStatusResponse, DoesNotTakeTheReservedBitForPolicy) {
    const auto response = codec::ResponseOf<GetChassisStatus>::decode(codec::hex("ff 00 40 10")).value();
    EXPECT_TRUE(response.power_is_on);
    EXPECT_TRUE(response.power_control_fault);
    EXPECT_EQ(response.power_restore_policy, 3);
}

TEST(GetChassisStatusResponse, MayEndBeforeTheFrontPanelButtons) {
    const auto response = codec::ResponseOf<GetChassisStatus>::decode(codec::hex("21 10 00")).value();
    EXPECT_TRUE(response.last_event_power_on_by_command);
    EXPECT_EQ(response.front_panel_buttons, std::nullopt);
    EXPECT_EQ(codec::encoded<GetChassisStatus>(response).size(), 3u);
}

TEST(GetChassisStatusResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetChassisStatus>(
        tmpl_cmd_get_chassis_status_rs,
        {{"current_power_state.power_is_on", &GetChassisStatus::Response::power_is_on},
         {"current_power_state.power_overload", &GetChassisStatus::Response::power_overload},
         {"current_power_state.interlock", &GetChassisStatus::Response::power_interlock},
         {"current_power_state.power_fault", &GetChassisStatus::Response::power_fault},
         {"current_power_state.power_control_fault", &GetChassisStatus::Response::power_control_fault},
         {"current_power_state.power_restore_policy", &GetChassisStatus::Response::power_restore_policy},
         {"last_power_event.ac_failed", &GetChassisStatus::Response::last_event_ac_failed},
         {"last_power_event.power_down_caused_by_power_overload",
          &GetChassisStatus::Response::last_event_power_overload},
         {"last_power_event.power_down_caused_by_power_interlock_being_activated",
          &GetChassisStatus::Response::last_event_power_interlock},
         {"last_power_event.power_down_caused_by_power_fault", &GetChassisStatus::Response::last_event_power_fault},
         {"last_power_event.power_on_entered_via_ipmi", &GetChassisStatus::Response::last_event_power_on_by_command},
         {"misc_chassis_state.chassis_intrusion_active", &GetChassisStatus::Response::intrusion_active},
         {"misc_chassis_state.front_panel_lockout_active", &GetChassisStatus::Response::front_panel_lockout_active},
         {"misc_chassis_state.drive_fault", &GetChassisStatus::Response::drive_fault},
         {"misc_chassis_state.cooling_fan_fault_detected", &GetChassisStatus::Response::cooling_fault},
         {"misc_chassis_state.chassis_identify_state", &GetChassisStatus::Response::identify_state},
         {"misc_chassis_state.chassis_identify_command_and_state_info_supported",
          &GetChassisStatus::Response::identify_state_supported},
         {"front_panel.power_off_button_disabled",
          [](const GetChassisStatus::Response& value) -> std::uint64_t { return *value.front_panel_buttons >> 0 & 1; }},
         {"front_panel.reset_button_disabled",
          [](const GetChassisStatus::Response& value) -> std::uint64_t { return *value.front_panel_buttons >> 1 & 1; }},
         {"front_panel.diagnostic_interrupt_button_disabled",
          [](const GetChassisStatus::Response& value) -> std::uint64_t { return *value.front_panel_buttons >> 2 & 1; }},
         {"front_panel.standby_button_disabled",
          [](const GetChassisStatus::Response& value) -> std::uint64_t { return *value.front_panel_buttons >> 3 & 1; }},
         {"front_panel.power_off_button_disable_allowed",
          [](const GetChassisStatus::Response& value) -> std::uint64_t { return *value.front_panel_buttons >> 4 & 1; }},
         {"front_panel.reset_button_disable_allowed",
          [](const GetChassisStatus::Response& value) -> std::uint64_t { return *value.front_panel_buttons >> 5 & 1; }},
         {"front_panel.diagnostic_interrupt_button_disable_allowed",
          [](const GetChassisStatus::Response& value) -> std::uint64_t { return *value.front_panel_buttons >> 6 & 1; }},
         {"front_panel.standby_button_disable_allowed", [](const GetChassisStatus::Response& value) -> std::uint64_t {
              return *value.front_panel_buttons >> 7 & 1;
          }}});
}

TEST(GetChassisStatusResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetChassisStatus>>(codec::hex("20 01 40 f0 00"), 3);
}

TEST(GetChassisStatusResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetChassisStatus, codec::ResponseOf<GetChassisStatus>>(3, 8);
}

}  // namespace
}  // namespace ipmi::chassis
