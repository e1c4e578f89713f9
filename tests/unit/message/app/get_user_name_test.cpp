#include "message/app/get_user_name.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::app {
namespace {

TEST(GetUserNameResponse, EndsAtTheFirstZeroOrAfterSixteenBytes) {
    const auto name = [](std::string_view body) {
        return codec::ResponseOf<GetUserName>::decode(codec::hex(body)).value().user_name;
    };
    EXPECT_EQ(name("61 64 6d 69 6e 00 00 00 00 00 00 00 00 00 00 00"), "admin");
    EXPECT_EQ(name("61 64 00 69 6e 00 00 00 00 00 00 00 00 00 00 00"), "ad");
    EXPECT_EQ(name("31 32 33 34 35 36 37 38 39 30 31 32 33 34 35 36 37"), "1234567890123456");
    EXPECT_EQ(name("00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"), "");
}

TEST(GetUserNameResponse, SendsSixteenBytesWhateverTheLength) {
    const GetUserName::Response longer{.user_name = "a name that is too long for the field"};
    EXPECT_EQ(codec::encoded<GetUserName>(longer).size(), 16u);
    const GetUserName::Response empty{};
    EXPECT_EQ(codec::encoded<GetUserName>(empty), Bytes(16));
}

TEST(GetUserNameRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetUserName>(tmpl_cmd_get_user_name_rq, {{"user_id", &GetUserName::Request::user_id}});
}

TEST(GetUserNameRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetUserName>>(codec::hex("02 00"), 1);
}

TEST(GetUserNameRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetUserName, codec::RequestOf<GetUserName>>(1, 3);
}

TEST(GetUserNameResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetUserName>>(
        codec::hex("61 64 6d 69 6e 00 00 00 00 00 00 00 00 00 00 00 00"), 16);
}

TEST(GetUserNameResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetUserName, codec::ResponseOf<GetUserName>>(16, 18);
}

}  // namespace
}  // namespace ipmi::app
