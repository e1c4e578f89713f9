#include "message/sensor/reserve_device_sdr_repository.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::sensor {
namespace {

TEST(ReserveDeviceSdrRepositoryResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<ReserveDeviceSdrRepository>(
        tmpl_cmd_reserve_device_sdr_repository_rs,
        {{"reservation_id", &ReserveDeviceSdrRepository::Response::reservation_id}});
}

TEST(ReserveDeviceSdrRepositoryResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<ReserveDeviceSdrRepository>>(codec::hex("01 00 00"), 2);
}

TEST(ReserveDeviceSdrRepositoryResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<ReserveDeviceSdrRepository, codec::ResponseOf<ReserveDeviceSdrRepository>>(2, 4);
}

}  // namespace
}  // namespace ipmi::sensor
