#include "message/storage/get_sel_time.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

// iDRAC 9 and MegaRAC under qemu; zenfish/zipmi, tests/golden/zoo_*.json (MIT).
TEST(GetSelTimeResponse, DecodesTheClocksOfTwoFirmwares) {
    EXPECT_EQ(codec::ResponseOf<GetSelTime>::decode(codec::hex("c4 2e 67 5f")).value().time,
              1600597700u);                                                                                // 2020-09-20
    EXPECT_EQ(codec::ResponseOf<GetSelTime>::decode(codec::hex("b9 49 6d 38")).value().time, 946686393u);  // 2000-01-01
}

TEST(GetSelTimeResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSelTime>(tmpl_cmd_get_sel_time_rs, {{"time", &GetSelTime::Response::time}});
}

TEST(GetSelTimeResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSelTime>>(codec::hex("c4 2e 67 5f 00"), 4);
}

TEST(GetSelTimeResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSelTime, codec::ResponseOf<GetSelTime>>(4, 6);
}

}  // namespace
}  // namespace ipmi::storage
