#include "message/chassis/set_system_boot_options.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::chassis {
namespace {

// Boot from the network, next boot only, old BIOS: the template of FreeIPMI that knows the boot flags.
TEST(SetSystemBootOptionsRequest, SendsBootFlagsAsFreeIpmiReadsThem) {
    const SetSystemBootOptions::Request request{
        .mark_parameter_invalid = false, .parameter_selector = 5, .parameter_data = codec::hex("80 04 00 00 00")};
    auto all = Bytes{SetSystemBootOptions::command};
    const auto body = codec::encoded<SetSystemBootOptions>(request);
    all.insert(all.end(), body.begin(), body.end());
    layout::Template theirs(tmpl_cmd_set_system_boot_options_boot_flags_rq);
    theirs.take(all);
    EXPECT_EQ(theirs.number("parameter_valid"), unsigned{IPMI_SYSTEM_BOOT_OPTIONS_PARAMETER_VALID_UNLOCKED});
    EXPECT_EQ(theirs.number("parameter_selector"), 5u);
    EXPECT_EQ(theirs.number("boot_flags_valid"), 1u);
    EXPECT_EQ(theirs.number("boot_flags_persistent"), 0u);
    EXPECT_EQ(theirs.number("bios_boot_type"), 0u);
    EXPECT_EQ(theirs.number("boot_device"), unsigned{IPMI_SYSTEM_BOOT_OPTION_BOOT_FLAG_BOOT_DEVICE_FORCE_PXE});
}

TEST(SetSystemBootOptionsRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<SetSystemBootOptions>(
        tmpl_cmd_set_system_boot_options_rq,
        {{"parameter_selector", &SetSystemBootOptions::Request::parameter_selector},
         {"parameter_valid", &SetSystemBootOptions::Request::mark_parameter_invalid},
         {"configuration_parameter_data", &SetSystemBootOptions::Request::parameter_data}});
}

TEST(SetSystemBootOptionsRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<SetSystemBootOptions>>(codec::hex("05 80 04 00 00 00"), 1);
}

TEST(SetSystemBootOptionsRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<SetSystemBootOptions, codec::RequestOf<SetSystemBootOptions>>(1, 20);
}

}  // namespace
}  // namespace ipmi::chassis
