#include "message/chassis/get_system_restart_cause.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::chassis {
namespace {

// Firmware under qemu; zenfish/zipmi, tests/golden/zoo_*.json (MIT).
TEST(GetSystemRestartCauseResponse, DecodesTheAnswersOfThreeFirmwares) {
    const auto megarac = codec::ResponseOf<GetSystemRestartCause>::decode(codec::hex("07 ff")).value();
    EXPECT_EQ(megarac.restart_cause, IPMI_CHASSIS_SYSTEM_RESTART_CAUSE_AUTOMATIC_POWER_UP_RESTORE_PREVIOUS);
    EXPECT_EQ(megarac.channel, 0xff);
    for (const auto* who : {"iDRAC 9", "OpenBMC"}) {
        SCOPED_TRACE(who);
        const auto response = codec::ResponseOf<GetSystemRestartCause>::decode(codec::hex("00 01")).value();
        EXPECT_EQ(response.restart_cause, IPMI_CHASSIS_SYSTEM_RESTART_CAUSE_UNKNOWN);
        EXPECT_EQ(response.channel, 1);
    }
}

TEST(GetSystemRestartCauseResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSystemRestartCause>(tmpl_cmd_get_system_restart_cause_rs,
                                                   {{"restart_cause", &GetSystemRestartCause::Response::restart_cause},
                                                    {"channel", &GetSystemRestartCause::Response::channel}});
}

TEST(GetSystemRestartCauseResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSystemRestartCause>>(codec::hex("07 ff 00"), 1);
}

TEST(GetSystemRestartCauseResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSystemRestartCause, codec::ResponseOf<GetSystemRestartCause>>(1, 4);
}

}  // namespace
}  // namespace ipmi::chassis
