#include "message/app/get_channel_authentication_capabilities.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::app {
namespace {

// OpenIPMI's ipmi_sim to ipmitool's first datagram: IPMI 2.0 offered beside all types of IPMI 1.5.
TEST(GetChannelAuthenticationCapabilitiesResponse, DecodesTheAnswerOfIpmiSim) {
    const auto response =
        codec::ResponseOf<GetChannelAuthenticationCapabilities>::decode(codec::hex("01 97 06 03 00 00 00 00")).value();
    EXPECT_EQ(response.channel, 1);
    EXPECT_TRUE(response.ipmi20_data);
    EXPECT_TRUE(response.supports_ipmi20);
    EXPECT_TRUE(response.supports_ipmi15);
    EXPECT_TRUE(response.supports_md5);
    EXPECT_TRUE(response.supports_none);
    EXPECT_TRUE(response.null_users);
    EXPECT_TRUE(response.non_null_users);
    EXPECT_FALSE(response.anonymous_login);
    EXPECT_FALSE(response.needs_kg);
}

TEST(GetChannelAuthenticationCapabilitiesRequest, AsksForThePresentChannelAsAdministratorByDefault) {
    EXPECT_EQ(codec::encoded<GetChannelAuthenticationCapabilities>(GetChannelAuthenticationCapabilities::Request{}),
              codec::hex("8e 04"));
}

TEST(GetChannelAuthenticationCapabilitiesRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetChannelAuthenticationCapabilities>(
        tmpl_cmd_get_channel_authentication_capabilities_rq,
        {{"channel_number", &GetChannelAuthenticationCapabilities::Request::channel},
         {"get_ipmi_v2.0_extended_data", &GetChannelAuthenticationCapabilities::Request::ask_for_ipmi20},
         {"maximum_privilege_level", &GetChannelAuthenticationCapabilities::Request::privilege}});
}

TEST(GetChannelAuthenticationCapabilitiesRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetChannelAuthenticationCapabilities>>(codec::hex("8e 04 00"), 2);
}

TEST(GetChannelAuthenticationCapabilitiesRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetChannelAuthenticationCapabilities,
                             codec::RequestOf<GetChannelAuthenticationCapabilities>>(2, 4);
}

TEST(GetChannelAuthenticationCapabilitiesResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetChannelAuthenticationCapabilities>(
        tmpl_cmd_get_channel_authentication_capabilities_rs,
        {{"channel_number", &GetChannelAuthenticationCapabilities::Response::channel},
         {"authentication_type.none", &GetChannelAuthenticationCapabilities::Response::supports_none},
         {"authentication_type.md2", &GetChannelAuthenticationCapabilities::Response::supports_md2},
         {"authentication_type.md5", &GetChannelAuthenticationCapabilities::Response::supports_md5},
         {"authentication_type.straight_password_key",
          &GetChannelAuthenticationCapabilities::Response::supports_password},
         {"authentication_type.oem_prop", &GetChannelAuthenticationCapabilities::Response::supports_oem},
         {"authentication_type.ipmi_v2.0_extended_capabilities_available",
          &GetChannelAuthenticationCapabilities::Response::ipmi20_data},
         {"authentication_status.anonymous_login", &GetChannelAuthenticationCapabilities::Response::anonymous_login},
         {"authentication_status.null_username", &GetChannelAuthenticationCapabilities::Response::null_users},
         {"authentication_status.non_null_username", &GetChannelAuthenticationCapabilities::Response::non_null_users},
         {"authentication_status.user_level_authentication",
          &GetChannelAuthenticationCapabilities::Response::user_level_authentication_off},
         {"authentication_status.per_message_authentication",
          &GetChannelAuthenticationCapabilities::Response::per_message_authentication_off},
         {"authentication_status.k_g", &GetChannelAuthenticationCapabilities::Response::needs_kg},
         {"channel_supports_ipmi_v1.5_connections", &GetChannelAuthenticationCapabilities::Response::supports_ipmi15},
         {"channel_supports_ipmi_v2.0_connections", &GetChannelAuthenticationCapabilities::Response::supports_ipmi20},
         {"oem_id", &GetChannelAuthenticationCapabilities::Response::oem_id},
         {"oem_auxiliary_data", &GetChannelAuthenticationCapabilities::Response::oem_auxiliary}});
}

TEST(GetChannelAuthenticationCapabilitiesResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetChannelAuthenticationCapabilities>>(
        codec::hex("01 80 06 02 00 00 00 00 00"), 8);
}

TEST(GetChannelAuthenticationCapabilitiesResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetChannelAuthenticationCapabilities,
                             codec::ResponseOf<GetChannelAuthenticationCapabilities>>(8, 10);
}

}  // namespace
}  // namespace ipmi::app
