#include "message/storage/reserve_sel.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

// MegaRAC under qemu; zenfish/zipmi, tests/golden/zoo_megarac-hpe.json (MIT).
TEST(ReserveSelResponse, IsLeastSignificantByteFirst) {
    EXPECT_EQ(codec::ResponseOf<ReserveSel>::decode(codec::hex("d0 b2")).value().reservation_id, 0xb2d0);
}

TEST(ReserveSelResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<ReserveSel>(tmpl_cmd_reserve_sel_rs,
                                        {{"reservation_id", &ReserveSel::Response::reservation_id}});
}

TEST(ReserveSelResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<ReserveSel>>(codec::hex("d0 b2 00"), 2);
}

TEST(ReserveSelResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<ReserveSel, codec::ResponseOf<ReserveSel>>(2, 4);
}

}  // namespace
}  // namespace ipmi::storage
