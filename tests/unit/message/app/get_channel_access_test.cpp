#include "message/app/get_channel_access.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::app {
namespace {

TEST(GetChannelAccessRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetChannelAccess>(tmpl_cmd_get_channel_access_rq,
                                             {{"channel_number", &GetChannelAccess::Request::channel},
                                              {"channel_access_get", &GetChannelAccess::Request::which}});
}

TEST(GetChannelAccessRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetChannelAccess>>(codec::hex("0e 80 00"), 2);
}

TEST(GetChannelAccessRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetChannelAccess, codec::RequestOf<GetChannelAccess>>(2, 4);
}

TEST(GetChannelAccessResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetChannelAccess>(
        tmpl_cmd_get_channel_access_rs,
        {{"ipmi_messaging_access_mode", &GetChannelAccess::Response::access_mode},
         {"user_level_authentication", &GetChannelAccess::Response::user_level_authentication_off},
         {"per_message_authentication", &GetChannelAccess::Response::per_message_authentication_off},
         {"pef_alerting", &GetChannelAccess::Response::alerting_disabled},
         {"channel_privilege_level_limit", &GetChannelAccess::Response::privilege_limit}});
}

TEST(GetChannelAccessResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetChannelAccess>>(codec::hex("22 04 00"), 2);
}

TEST(GetChannelAccessResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetChannelAccess, codec::ResponseOf<GetChannelAccess>>(2, 4);
}

}  // namespace
}  // namespace ipmi::app
