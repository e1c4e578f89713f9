#include "message/storage/get_sdr_repository_info.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

// Firmware under qemu; zenfish/zipmi, tests/golden/zoo_*.json (MIT).
TEST(GetSdrRepositoryInfoResponse, DecodesTheAnswerOfAMegarac) {
    const auto response =
        codec::ResponseOf<GetSdrRepositoryInfo>::decode(codec::hex("51 1a 00 f0 39 ff ff ff ff 00 00 00 00 27"))
            .value();
    EXPECT_EQ(response.sdr_version, 0x51);
    EXPECT_EQ(response.record_count, 26);
    EXPECT_EQ(response.free_space_bytes, 14832);
    EXPECT_EQ(response.most_recent_addition, 0xffffffffu);  // unspecified: no key for a cache
    EXPECT_EQ(response.operation_support, 0x27);
}

TEST(GetSdrRepositoryInfoResponse, DecodesTheAnswerOfAnOpenBmc) {
    const auto response =
        codec::ResponseOf<GetSdrRepositoryInfo>::decode(codec::hex("51 4c 00 ff ff 00 00 00 00 00 00 00 00 00"))
            .value();
    EXPECT_EQ(response.record_count, 76);
    EXPECT_EQ(response.most_recent_addition, 0u);
    EXPECT_EQ(response.operation_support, 0);
}

TEST(GetSdrRepositoryInfoResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSdrRepositoryInfo>(
        tmpl_cmd_get_sdr_repository_info_rs,
        {{"sdr_version_major",
          [](const GetSdrRepositoryInfo::Response& value) -> std::uint64_t { return value.sdr_version & 0x0f; }},
         {"sdr_version_minor",
          [](const GetSdrRepositoryInfo::Response& value) -> std::uint64_t { return value.sdr_version >> 4; }},
         {"record_count", &GetSdrRepositoryInfo::Response::record_count},
         {"free_space", &GetSdrRepositoryInfo::Response::free_space_bytes},
         {"most_recent_addition_timestamp", &GetSdrRepositoryInfo::Response::most_recent_addition},
         {"most_recent_erase_timestamp", &GetSdrRepositoryInfo::Response::most_recent_erase},
         {"get_sdr_repository_allocation_info_command_supported",
          [](const GetSdrRepositoryInfo::Response& value) -> std::uint64_t { return value.operation_support & 1; }},
         {"reserve_sdr_repository_command_supported",
          [](const GetSdrRepositoryInfo::Response& value) -> std::uint64_t {
              return value.operation_support >> 1 & 1;
          }},
         {"partial_add_sdr_command_supported",
          [](const GetSdrRepositoryInfo::Response& value) -> std::uint64_t {
              return value.operation_support >> 2 & 1;
          }},
         {"delete_sdr_command_supported",
          [](const GetSdrRepositoryInfo::Response& value) -> std::uint64_t {
              return value.operation_support >> 3 & 1;
          }},
         {"modal_non_modal_sdr_repository_update_operation_supported",
          [](const GetSdrRepositoryInfo::Response& value) -> std::uint64_t {
              return value.operation_support >> 5 & 3;
          }},
         {"overflow_flag",
          [](const GetSdrRepositoryInfo::Response& value) -> std::uint64_t { return value.operation_support >> 7; }}});
}

TEST(GetSdrRepositoryInfoResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSdrRepositoryInfo>>(
        codec::hex("51 1a 00 f0 39 ff ff ff ff 00 00 00 00 27 00"), 14);
}

TEST(GetSdrRepositoryInfoResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSdrRepositoryInfo, codec::ResponseOf<GetSdrRepositoryInfo>>(14, 18);
}

}  // namespace
}  // namespace ipmi::storage
