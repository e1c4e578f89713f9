#include "message/sensor/get_device_sdr.hpp"

#include "unit/message/codec.hpp"

namespace ipmi::sensor {
namespace {

TEST(GetDeviceSdrRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetDeviceSdr>>(codec::hex("00 00 00 00 00 ff 00"), 6);
}

TEST(GetDeviceSdrRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetDeviceSdr, codec::RequestOf<GetDeviceSdr>>(6, 8);
}

TEST(GetDeviceSdrResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetDeviceSdr>>(codec::hex("ff ff 01 00 51"), 2);
}

TEST(GetDeviceSdrResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetDeviceSdr, codec::ResponseOf<GetDeviceSdr>>(2, 60);
}

}  // namespace
}  // namespace ipmi::sensor
