#include "message/storage/reserve_sdr_repository.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

// MegaRAC under qemu; zenfish/zipmi, tests/golden/zoo_megarac-hpe.json (MIT).
TEST(ReserveSdrRepositoryResponse, IsLeastSignificantByteFirst) {
    EXPECT_EQ(codec::ResponseOf<ReserveSdrRepository>::decode(codec::hex("93 7a")).value().reservation_id, 0x7a93);
}

TEST(ReserveSdrRepositoryResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<ReserveSdrRepository>(
        tmpl_cmd_reserve_sdr_repository_rs, {{"reservation_id", &ReserveSdrRepository::Response::reservation_id}});
}

TEST(ReserveSdrRepositoryResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<ReserveSdrRepository>>(codec::hex("93 7a 00"), 2);
}

TEST(ReserveSdrRepositoryResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<ReserveSdrRepository, codec::ResponseOf<ReserveSdrRepository>>(2, 4);
}

}  // namespace
}  // namespace ipmi::storage
