#include "message/app/set_session_privilege_level.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::app {
namespace {

TEST(SetSessionPrivilegeLevelRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<SetSessionPrivilegeLevel>(
        tmpl_cmd_set_session_privilege_level_rq,
        {{"privilege_level", &SetSessionPrivilegeLevel::Request::requested_privilege_level}});
}

TEST(SetSessionPrivilegeLevelRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<SetSessionPrivilegeLevel>>(codec::hex("04 00"), 1);
}

TEST(SetSessionPrivilegeLevelRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<SetSessionPrivilegeLevel, codec::RequestOf<SetSessionPrivilegeLevel>>(1, 2);
}

TEST(SetSessionPrivilegeLevelResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<SetSessionPrivilegeLevel>(
        tmpl_cmd_set_session_privilege_level_rs,
        {{"privilege_level", &SetSessionPrivilegeLevel::Response::new_privilege_level}});
}

TEST(SetSessionPrivilegeLevelResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<SetSessionPrivilegeLevel>>(codec::hex("04 00"), 1);
}

TEST(SetSessionPrivilegeLevelResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<SetSessionPrivilegeLevel, codec::ResponseOf<SetSessionPrivilegeLevel>>(1, 2);
}

}  // namespace
}  // namespace ipmi::app
