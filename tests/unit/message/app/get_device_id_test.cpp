#include "message/app/get_device_id.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::app {
namespace {

// Firmware under qemu; zenfish/zipmi, tests/golden/zoo_*.json (MIT).
TEST(GetDeviceIdResponse, DecodesTheAnswerOfAnIdrac9) {
    const auto response =
        codec::ResponseOf<GetDeviceId>::decode(codec::hex("20 81 83 00 02 7f a2 02 00 00 00 00 00 00 00")).value();
    EXPECT_EQ(response.device_id, 0x20);
    EXPECT_EQ(response.device_revision, 1);
    EXPECT_TRUE(response.provides_device_sdrs);
    EXPECT_TRUE(response.update_in_progress);
    EXPECT_EQ(response.firmware_major, 3);
    EXPECT_EQ(response.firmware_minor, 0x00);
    EXPECT_EQ(response.ipmi_version, 0x02);
    EXPECT_EQ(response.additional_support, 0x7f);
    EXPECT_EQ(response.manufacturer_id, 674u);  // Dell
    EXPECT_EQ(response.auxiliary_firmware, (std::array<std::uint8_t, 4>{}));
}

TEST(GetDeviceIdResponse, MayEndBeforeTheAuxiliaryFirmwareRevision) {
    const auto response =
        codec::ResponseOf<GetDeviceId>::decode(codec::hex("20 01 02 10 51 bf 57 01 00 34 12")).value();
    EXPECT_EQ(response.ipmi_version, 0x51);  // IPMI 1.5
    EXPECT_EQ(response.manufacturer_id, 343u);
    EXPECT_EQ(response.product_id, 0x1234);
    EXPECT_EQ(response.auxiliary_firmware, std::nullopt);
    EXPECT_EQ(codec::encoded<GetDeviceId>(response).size(), 11u);
}

TEST(GetDeviceIdResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetDeviceId>(
        tmpl_cmd_get_device_id_rs,
        {{"device_id", &GetDeviceId::Response::device_id},
         {"device_revision.revision", &GetDeviceId::Response::device_revision},
         {"device_revision.sdr_support", &GetDeviceId::Response::provides_device_sdrs},
         {"firmware_revision1.major_revision", &GetDeviceId::Response::firmware_major},
         {"firmware_revision1.device_available", &GetDeviceId::Response::update_in_progress},
         {"firmware_revision2.minor_revision", &GetDeviceId::Response::firmware_minor},
         {"ipmi_version_major",
          [](const GetDeviceId::Response& value) -> std::uint64_t { return value.ipmi_version & 0x0f; }},
         {"ipmi_version_minor",
          [](const GetDeviceId::Response& value) -> std::uint64_t { return value.ipmi_version >> 4; }},
         {"additional_device_support.sensor_device",
          [](const GetDeviceId::Response& value) -> std::uint64_t { return value.additional_support >> 0 & 1; }},
         {"additional_device_support.sdr_repository_device",
          [](const GetDeviceId::Response& value) -> std::uint64_t { return value.additional_support >> 1 & 1; }},
         {"additional_device_support.sel_device",
          [](const GetDeviceId::Response& value) -> std::uint64_t { return value.additional_support >> 2 & 1; }},
         {"additional_device_support.fru_inventory_device",
          [](const GetDeviceId::Response& value) -> std::uint64_t { return value.additional_support >> 3 & 1; }},
         {"additional_device_support.ipmb_event_receiver",
          [](const GetDeviceId::Response& value) -> std::uint64_t { return value.additional_support >> 4 & 1; }},
         {"additional_device_support.ipmb_event_generator",
          [](const GetDeviceId::Response& value) -> std::uint64_t { return value.additional_support >> 5 & 1; }},
         {"additional_device_support.bridge",
          [](const GetDeviceId::Response& value) -> std::uint64_t { return value.additional_support >> 6 & 1; }},
         {"additional_device_support.chassis_device",
          [](const GetDeviceId::Response& value) -> std::uint64_t { return value.additional_support >> 7 & 1; }},
         {"manufacturer_id.id", &GetDeviceId::Response::manufacturer_id},
         {"product_id", &GetDeviceId::Response::product_id},
         {"auxiliary_firmware_revision_information", [](const GetDeviceId::Response& value) -> std::uint64_t {
              return (*value.auxiliary_firmware)[0] | unsigned{(*value.auxiliary_firmware)[1]} << 8 |
                     unsigned{(*value.auxiliary_firmware)[2]} << 16 |
                     std::uint64_t{(*value.auxiliary_firmware)[3]} << 24;
          }}});
}

TEST(GetDeviceIdResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetDeviceId>>(
        codec::hex("20 81 00 00 02 bf 0a 3c 00 00 00 00 00 00 00 00"), 11);
}

TEST(GetDeviceIdResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetDeviceId, codec::ResponseOf<GetDeviceId>>(11, 18);
}

}  // namespace
}  // namespace ipmi::app
