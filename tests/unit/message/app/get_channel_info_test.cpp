#include "message/app/get_channel_info.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::app {
namespace {

TEST(GetChannelInfoRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetChannelInfo>(tmpl_cmd_get_channel_info_rq,
                                           {{"channel_number", &GetChannelInfo::Request::channel}});
}

TEST(GetChannelInfoRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetChannelInfo>>(codec::hex("0e 00"), 1);
}

TEST(GetChannelInfoRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetChannelInfo, codec::RequestOf<GetChannelInfo>>(1, 3);
}

TEST(GetChannelInfoResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetChannelInfo>(tmpl_cmd_get_channel_info_rs,
                                            {{"actual_channel_number", &GetChannelInfo::Response::channel},
                                             {"channel_medium_type", &GetChannelInfo::Response::medium_type},
                                             {"channel_protocol_type", &GetChannelInfo::Response::protocol_type},
                                             {"active_session_count", &GetChannelInfo::Response::active_sessions},
                                             {"session_support", &GetChannelInfo::Response::session_support},
                                             {"vendor_id", &GetChannelInfo::Response::vendor_id},
                                             {"auxiliary_channel_info", &GetChannelInfo::Response::auxiliary_info}});
}

TEST(GetChannelInfoResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetChannelInfo>>(codec::hex("01 04 01 80 f2 1b 00 00 00 00"), 9);
}

TEST(GetChannelInfoResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetChannelInfo, codec::ResponseOf<GetChannelInfo>>(9, 11);
}

}  // namespace
}  // namespace ipmi::app
