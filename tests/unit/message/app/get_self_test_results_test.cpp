#include "message/app/get_self_test_results.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::app {
namespace {

// Firmware under qemu; zenfish/zipmi, tests/golden/zoo_*.json (MIT).
TEST(GetSelfTestResultsResponse, DecodesTheAnswersOfThreeFirmwares) {
    const auto idrac = codec::ResponseOf<GetSelfTestResults>::decode(codec::hex("55 00")).value();
    EXPECT_EQ(idrac.result, 0x55);
    const auto openbmc = codec::ResponseOf<GetSelfTestResults>::decode(codec::hex("56 00")).value();
    EXPECT_EQ(openbmc.result, 0x56);
    const auto megarac = codec::ResponseOf<GetSelfTestResults>::decode(codec::hex("57 04")).value();
    EXPECT_EQ(megarac.result, 0x57);
    EXPECT_EQ(megarac.detail, 0x04);  // internal use area of the BMC's FRU
}

TEST(GetSelfTestResultsResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSelfTestResults>(
        tmpl_cmd_get_self_test_results_rs,
        {{"self_test_result", &GetSelfTestResults::Response::result},
         {"controller_operation_firmware_corrupted",
          [](const GetSelfTestResults::Response& value) -> std::uint64_t { return value.detail >> 0 & 1; }},
         {"controller_update_boot_block_firmware_corrupted",
          [](const GetSelfTestResults::Response& value) -> std::uint64_t { return value.detail >> 1 & 1; }},
         {"internal_use_area_of_bmc_fru_corrupted",
          [](const GetSelfTestResults::Response& value) -> std::uint64_t { return value.detail >> 2 & 1; }},
         {"sdr_repository_empty",
          [](const GetSelfTestResults::Response& value) -> std::uint64_t { return value.detail >> 3 & 1; }},
         {"ipmb_signal_lines_do_not_respond",
          [](const GetSelfTestResults::Response& value) -> std::uint64_t { return value.detail >> 4 & 1; }},
         {"cannot_access_bmc_fru_device",
          [](const GetSelfTestResults::Response& value) -> std::uint64_t { return value.detail >> 5 & 1; }},
         {"cannot_access_sdr_repository",
          [](const GetSelfTestResults::Response& value) -> std::uint64_t { return value.detail >> 6 & 1; }},
         {"cannot_access_sel_device",
          [](const GetSelfTestResults::Response& value) -> std::uint64_t { return value.detail >> 7 & 1; }}});
}

TEST(GetSelfTestResultsResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSelfTestResults>>(codec::hex("57 04 00"), 2);
}

TEST(GetSelfTestResultsResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSelfTestResults, codec::ResponseOf<GetSelfTestResults>>(2, 4);
}

}  // namespace
}  // namespace ipmi::app
