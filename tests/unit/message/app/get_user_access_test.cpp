#include "message/app/get_user_access.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::app {
namespace {

TEST(GetUserAccessRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetUserAccess>(
        tmpl_cmd_get_user_access_rq,
        {{"channel_number", &GetUserAccess::Request::channel}, {"user_id", &GetUserAccess::Request::user_id}});
}

TEST(GetUserAccessRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetUserAccess>>(codec::hex("0e 02 00"), 2);
}

TEST(GetUserAccessRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetUserAccess, codec::RequestOf<GetUserAccess>>(2, 4);
}

TEST(GetUserAccessResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetUserAccess>(tmpl_cmd_get_user_access_rs,
                                           {{"max_channel_user_ids", &GetUserAccess::Response::maximum_user_ids},
                                            {"current_channel_user_ids", &GetUserAccess::Response::enabled_user_ids},
                                            {"user_id_enable_status", &GetUserAccess::Response::enable_status},
                                            {"current_channel_fixed_names", &GetUserAccess::Response::fixed_names},
                                            {"user_privilege_level_limit", &GetUserAccess::Response::privilege_limit},
                                            {"user_ipmi_messaging", &GetUserAccess::Response::ipmi_messaging},
                                            {"user_link_authentication", &GetUserAccess::Response::link_authentication},
                                            {"user_restricted_to_callback", &GetUserAccess::Response::callback_only}});
}

TEST(GetUserAccessResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetUserAccess>>(codec::hex("0a 41 01 34 00"), 4);
}

TEST(GetUserAccessResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetUserAccess, codec::ResponseOf<GetUserAccess>>(4, 6);
}

}  // namespace
}  // namespace ipmi::app
