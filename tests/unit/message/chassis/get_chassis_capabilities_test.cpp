#include "message/chassis/get_chassis_capabilities.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::chassis {
namespace {

// iDRAC 9 firmware under qemu; zenfish/zipmi, tests/golden/zoo_idrac9 (MIT).
TEST(GetChassisCapabilitiesResponse, DecodesTheAnswerOfAnIdrac9) {
    const auto response = codec::ResponseOf<GetChassisCapabilities>::decode(codec::hex("01 20 20 20 20 20")).value();
    EXPECT_TRUE(response.provides_intrusion_sensor);
    EXPECT_FALSE(response.provides_power_interlock);
    EXPECT_EQ(response.sel_device_address, 0x20);
    EXPECT_EQ(response.bridge_device_address, 0x20);
}

TEST(GetChassisCapabilitiesResponse, MayEndBeforeTheBridge) {
    const auto response = codec::ResponseOf<GetChassisCapabilities>::decode(codec::hex("00 20 20 20 20")).value();
    EXPECT_EQ(response.bridge_device_address, std::nullopt);
    EXPECT_EQ(codec::encoded<GetChassisCapabilities>(response).size(), 5u);
}

TEST(GetChassisCapabilitiesResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetChassisCapabilities>(
        tmpl_cmd_get_chassis_capabilities_rs,
        {{"capabilities_flags.provides_intrusion_sensor", &GetChassisCapabilities::Response::provides_intrusion_sensor},
         {"capabilities_flags.provides_front_panel_lockout",
          &GetChassisCapabilities::Response::provides_front_panel_lockout},
         {"capabilities_flags.provides_diagnostic_interrupt",
          &GetChassisCapabilities::Response::provides_diagnostic_interrupt},
         {"capabilities_flags.provides_power_interlock", &GetChassisCapabilities::Response::provides_power_interlock},
         {"fru_info_device_address", &GetChassisCapabilities::Response::fru_device_address},
         {"sdr_device_address", &GetChassisCapabilities::Response::sdr_device_address},
         {"sel_device_address", &GetChassisCapabilities::Response::sel_device_address},
         {"system_management_device_address", &GetChassisCapabilities::Response::system_management_device_address},
         {"bridge_device_address", &GetChassisCapabilities::Response::bridge_device_address}});
}

TEST(GetChassisCapabilitiesResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetChassisCapabilities>>(codec::hex("01 20 20 20 20 20 00"), 5);
}

TEST(GetChassisCapabilitiesResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetChassisCapabilities, codec::ResponseOf<GetChassisCapabilities>>(5, 8);
}

}  // namespace
}  // namespace ipmi::chassis
