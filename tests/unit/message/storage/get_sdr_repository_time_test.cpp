#include "message/storage/get_sdr_repository_time.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

// iDRAC 9 and MegaRAC under qemu; zenfish/zipmi, tests/golden/zoo_*.json (MIT).
TEST(GetSdrRepositoryTimeResponse, DecodesTheClocksOfTwoFirmwares) {
    EXPECT_EQ(codec::ResponseOf<GetSdrRepositoryTime>::decode(codec::hex("c4 2e 67 5f")).value().time,
              1600597700u);  // 2020-09-20
    EXPECT_EQ(codec::ResponseOf<GetSdrRepositoryTime>::decode(codec::hex("b9 49 6d 38")).value().time,
              946686393u);  // 2000-01-01
}

TEST(GetSdrRepositoryTimeResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSdrRepositoryTime>(tmpl_cmd_get_sdr_repository_time_rs,
                                                  {{"time", &GetSdrRepositoryTime::Response::time}});
}

TEST(GetSdrRepositoryTimeResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSdrRepositoryTime>>(codec::hex("c4 2e 67 5f 00"), 4);
}

TEST(GetSdrRepositoryTimeResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSdrRepositoryTime, codec::ResponseOf<GetSdrRepositoryTime>>(4, 6);
}

}  // namespace
}  // namespace ipmi::storage
