#include "message/app/get_device_guid.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::app {
namespace {

// MegaRAC and iDRAC 9 under qemu; zenfish/zipmi, tests/golden/zoo_*.json (MIT).
TEST(GetDeviceGuidResponse, KeepsTheBytesInTheOrderInWhichTheyCame) {
    const auto body = codec::hex("52 54 00 12 34 56 bb 02 00 10 de bf 8a 48 4e 70");
    const auto response = codec::ResponseOf<GetDeviceGuid>::decode(body).value();
    EXPECT_EQ(Bytes(response.guid.begin(), response.guid.end()), body);
}

TEST(GetDeviceGuidResponse, AcceptsTheAllZeroGuidOfAnIdracWithoutHost) {
    const auto response = codec::ResponseOf<GetDeviceGuid>::decode(Bytes(16)).value();
    EXPECT_EQ(response.guid, (std::array<std::uint8_t, 16>{}));
}

TEST(GetDeviceGuidResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetDeviceGuid>(tmpl_cmd_get_device_guid_rs, {{"guid", &GetDeviceGuid::Response::guid}});
}

TEST(GetDeviceGuidResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetDeviceGuid>>(
        codec::hex("52 54 00 12 34 56 bb 02 00 10 de bf 8a 48 4e 70 00"), 16);
}

TEST(GetDeviceGuidResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetDeviceGuid, codec::ResponseOf<GetDeviceGuid>>(16, 18);
}

}  // namespace
}  // namespace ipmi::app
