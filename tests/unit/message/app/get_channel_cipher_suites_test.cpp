#include "message/app/get_channel_cipher_suites.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::app {
namespace {

TEST(GetChannelCipherSuitesResponse, TakesAtMostSixteenBytesOfRecordData) {
    const auto response = codec::ResponseOf<GetChannelCipherSuites>::decode(Bytes(20, 0x01)).value();
    EXPECT_EQ(response.channel, 1);
    EXPECT_EQ(response.record_data, Bytes(16, 0x01));
}

TEST(GetChannelCipherSuitesResponse, MayBeTheEndOfTheList) {
    EXPECT_EQ(codec::ResponseOf<GetChannelCipherSuites>::decode(codec::hex("01")).value().record_data, Bytes{});
}

TEST(GetChannelCipherSuitesRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetChannelCipherSuites>(
        tmpl_cmd_get_channel_cipher_suites_rq,
        {{"channel_number", &GetChannelCipherSuites::Request::channel},
         {"payload_type", &GetChannelCipherSuites::Request::payload_type},
         {"list_index", &GetChannelCipherSuites::Request::list_index},
         {"list_algorithm_type", &GetChannelCipherSuites::Request::list_by_suite}});
}

TEST(GetChannelCipherSuitesRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetChannelCipherSuites>>(codec::hex("0e 00 80 00"), 3);
}

TEST(GetChannelCipherSuitesRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetChannelCipherSuites, codec::RequestOf<GetChannelCipherSuites>>(3, 5);
}

TEST(GetChannelCipherSuitesResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetChannelCipherSuites>>(codec::hex("01 c0 03 01 41 81"), 1);
}

TEST(GetChannelCipherSuitesResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetChannelCipherSuites, codec::ResponseOf<GetChannelCipherSuites>>(1, 24);
}

}  // namespace
}  // namespace ipmi::app
