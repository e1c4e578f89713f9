#include "message/sensor/get_device_sdr_info.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::sensor {
namespace {

// OpenBMC under qemu; zenfish/zipmi, tests/golden/zoo_openbmc.json (MIT).
TEST(GetDeviceSdrInfoResponse, DecodesTheTwoBytesOfAnOpenBmc) {
    const auto response = codec::ResponseOf<GetDeviceSdrInfo>::decode(codec::hex("47 01")).value();
    EXPECT_EQ(response.count, 71);
    EXPECT_EQ(response.flags, 0x01);
    EXPECT_EQ(response.population_change, std::nullopt);
}

TEST(GetDeviceSdrInfoRequest, CountsSensorsWhereTheByteIsMissing) {
    EXPECT_EQ(codec::RequestOf<GetDeviceSdrInfo>::decode({}).value().operation, 0);
}

TEST(GetDeviceSdrInfoRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetDeviceSdrInfo>(
        tmpl_cmd_get_device_sdr_info_rq,
        {{"operation", [](const GetDeviceSdrInfo::Request& value) -> std::uint64_t { return value.operation & 1; }}});
}

TEST(GetDeviceSdrInfoRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetDeviceSdrInfo, codec::RequestOf<GetDeviceSdrInfo>>(1, 3);
}

TEST(GetDeviceSdrInfoResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetDeviceSdrInfo>(
        tmpl_cmd_get_device_sdr_info_rs,
        {{"number", &GetDeviceSdrInfo::Response::count},
         {"flags.device_lun_0_has_sensors",
          [](const GetDeviceSdrInfo::Response& value) -> std::uint64_t { return value.flags >> 0 & 1; }},
         {"flags.device_lun_1_has_sensors",
          [](const GetDeviceSdrInfo::Response& value) -> std::uint64_t { return value.flags >> 1 & 1; }},
         {"flags.device_lun_2_has_sensors",
          [](const GetDeviceSdrInfo::Response& value) -> std::uint64_t { return value.flags >> 2 & 1; }},
         {"flags.device_lun_3_has_sensors",
          [](const GetDeviceSdrInfo::Response& value) -> std::uint64_t { return value.flags >> 3 & 1; }},
         {"flags.sensor_population",
          [](const GetDeviceSdrInfo::Response& value) -> std::uint64_t { return value.flags >> 7; }},
         {"sensor_population_change_indicator", &GetDeviceSdrInfo::Response::population_change}});
}

TEST(GetDeviceSdrInfoResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetDeviceSdrInfo>>(codec::hex("47 01 00 00 00 00"), 2);
}

TEST(GetDeviceSdrInfoResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetDeviceSdrInfo, codec::ResponseOf<GetDeviceSdrInfo>>(2, 8);
}

}  // namespace
}  // namespace ipmi::sensor
