#include "message/app/get_system_guid.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::app {
namespace {

// MegaRAC and iDRAC 9 under qemu; zenfish/zipmi, tests/golden/zoo_*.json (MIT).
TEST(GetSystemGuidResponse, KeepsTheBytesInTheOrderInWhichTheyCame) {
    const auto body = codec::hex("52 54 00 12 34 56 bb 02 00 10 de bf 8a 48 4e 70");
    const auto response = codec::ResponseOf<GetSystemGuid>::decode(body).value();
    EXPECT_EQ(Bytes(response.guid.begin(), response.guid.end()), body);
}

TEST(GetSystemGuidResponse, AcceptsTheAllZeroGuidOfAnIdracWithoutHost) {
    const auto response = codec::ResponseOf<GetSystemGuid>::decode(Bytes(16)).value();
    EXPECT_EQ(response.guid, (std::array<std::uint8_t, 16>{}));
}

TEST(GetSystemGuidResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSystemGuid>(tmpl_cmd_get_system_guid_rs, {{"guid", &GetSystemGuid::Response::guid}});
}

TEST(GetSystemGuidResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSystemGuid>>(
        codec::hex("52 54 00 12 34 56 bb 02 00 10 de bf 8a 48 4e 70 00"), 16);
}

TEST(GetSystemGuidResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSystemGuid, codec::ResponseOf<GetSystemGuid>>(16, 18);
}

}  // namespace
}  // namespace ipmi::app
