#include "message/chassis/set_power_restore_policy.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::chassis {
namespace {

TEST(SetPowerRestorePolicyRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<SetPowerRestorePolicy>(tmpl_cmd_set_power_restore_policy_rq,
                                                  {{"power_restore_policy", &SetPowerRestorePolicy::Request::policy}});
}

TEST(SetPowerRestorePolicyRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<SetPowerRestorePolicy>>(codec::hex("02 00"), 1);
}

TEST(SetPowerRestorePolicyRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<SetPowerRestorePolicy, codec::RequestOf<SetPowerRestorePolicy>>(1, 3);
}

TEST(SetPowerRestorePolicyResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<SetPowerRestorePolicy>(
        tmpl_cmd_set_power_restore_policy_rs,
        {{"powered_off_after_ac_mains_returns", &SetPowerRestorePolicy::Response::supports_stay_off},
         {"restoring_power_to_state_when_ac_mains_was_lost", &SetPowerRestorePolicy::Response::supports_previous_state},
         {"always_powering_up_after_ac_mains_returns", &SetPowerRestorePolicy::Response::supports_always_on}});
}

TEST(SetPowerRestorePolicyResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<SetPowerRestorePolicy>>(codec::hex("07 00"), 1);
}

TEST(SetPowerRestorePolicyResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<SetPowerRestorePolicy, codec::ResponseOf<SetPowerRestorePolicy>>(1, 3);
}

}  // namespace
}  // namespace ipmi::chassis
