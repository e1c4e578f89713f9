#include "message/dcmi/get_dcmi_capability_info.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::dcmi {
namespace {

// FreeIPMI's templates know the byte as group_extension_identification; PICMG's is 00h.
TEST(GetDcmiCapabilityInfo, RefusesTheBytesOfAnotherGroup) {
    auto answer = codec::hex("dc 01 05 02");
    ASSERT_TRUE(codec::ResponseOf<GetDcmiCapabilityInfo>::decode(answer));
    answer[0] = 0x00;
    EXPECT_FALSE(codec::ResponseOf<GetDcmiCapabilityInfo>::decode(answer));
    auto request = codec::encoded<GetDcmiCapabilityInfo>(GetDcmiCapabilityInfo::Request{});
    ASSERT_EQ(request.at(0), GetDcmiCapabilityInfo::group_id);
    request[0] = 0x00;
    EXPECT_FALSE(codec::RequestOf<GetDcmiCapabilityInfo>::decode(request));
}

TEST(GetDcmiCapabilityInfoRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetDcmiCapabilityInfo>(
        tmpl_cmd_dcmi_get_dcmi_capability_info_rq,
        {{"parameter_selector", &GetDcmiCapabilityInfo::Request::parameter_selector}}, codec::hex("dc"));
}

TEST(GetDcmiCapabilityInfoRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetDcmiCapabilityInfo>>(codec::hex("dc 01 00"), 2);
}

TEST(GetDcmiCapabilityInfoRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetDcmiCapabilityInfo, codec::RequestOf<GetDcmiCapabilityInfo>>(2, 4, codec::hex("dc"));
}

TEST(GetDcmiCapabilityInfoResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetDcmiCapabilityInfo>(
        tmpl_cmd_dcmi_get_dcmi_capability_info_rs,
        {{"dcmi_specification_conformance.major_version", &GetDcmiCapabilityInfo::Response::major_version},
         {"dcmi_specification_conformance.minor_version", &GetDcmiCapabilityInfo::Response::minor_version},
         {"parameter_revision", &GetDcmiCapabilityInfo::Response::parameter_revision},
         {"parameter_data", &GetDcmiCapabilityInfo::Response::parameter_data}},
        codec::hex("dc"));
}

TEST(GetDcmiCapabilityInfoResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetDcmiCapabilityInfo>>(codec::hex("dc 01 05 02 0f"), 4);
}

TEST(GetDcmiCapabilityInfoResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetDcmiCapabilityInfo, codec::ResponseOf<GetDcmiCapabilityInfo>>(4, 20, codec::hex("dc"));
}

}  // namespace
}  // namespace ipmi::dcmi
