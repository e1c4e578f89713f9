#include "message/app/get_session_info.hpp"

#include "unit/message/codec.hpp"

namespace ipmi::app {
namespace {

TEST(GetSessionInfoRequest, CarriesTheHandleOrTheIdOnlyWhereAskedBySuch) {
    EXPECT_EQ(codec::encoded<GetSessionInfo>(GetSessionInfo::Request{.session_index = 1}), codec::hex("01"));
    EXPECT_EQ(codec::encoded<GetSessionInfo>(GetSessionInfo::Request{.session_index = 0xfe, .session_handle = 7}),
              codec::hex("fe 07"));
    EXPECT_EQ(codec::encoded<GetSessionInfo>(
                  GetSessionInfo::Request{.session_index = 0xff, .session_handle = 0, .session_id = 0x02002600}),
              codec::hex("ff 00 26 00 02"));
}

TEST(GetSessionInfoRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    using Request = codec::RequestOf<GetSessionInfo>;
    codec::expect_mandatory_part<Request>(codec::hex("00 00"), 1);
    codec::expect_mandatory_part<Request>(codec::hex("fe 07 00"), 2);
    codec::expect_mandatory_part<Request>(codec::hex("ff 00 26 00 02 00"), 5);
}

TEST(GetSessionInfoResponse, OfNoSuchSessionTellsTheCountsAlone) {
    const auto response = codec::ResponseOf<GetSessionInfo>::decode(codec::hex("00 0f 01")).value();
    EXPECT_EQ(response.session_handle, 0);
    EXPECT_EQ(response.possible_sessions, 15);
    EXPECT_EQ(response.active_sessions, 1);
    EXPECT_FALSE(response.user);
    EXPECT_FALSE(response.console);
}

TEST(GetSessionInfoResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSessionInfo>>(
        codec::hex("01 0f 02 02 04 11 7f 00 00 01 02 42 ac 11 00 02 6f 02 00"), 3);
}

TEST(GetSessionInfoResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSessionInfo, codec::ResponseOf<GetSessionInfo>>(3, 20);
}

}  // namespace
}  // namespace ipmi::app
