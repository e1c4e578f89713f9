#include "message/storage/get_sel_info.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

// Firmware under qemu; zenfish/zipmi, tests/golden/zoo_*.json (MIT).
TEST(GetSelInfoResponse, DecodesTheAnswerOfAMegarac) {
    const auto response =
        codec::ResponseOf<GetSelInfo>::decode(codec::hex("51 03 00 a6 47 94 44 6d 38 00 00 00 00 0f")).value();
    EXPECT_EQ(response.sel_version, 0x51);
    EXPECT_EQ(response.entries, 3);
    EXPECT_EQ(response.free_bytes, 18342);
    EXPECT_EQ(response.most_recent_addition, 0x386d4494u);  // 2000-01-01 00:04:04: its clock was never set
    EXPECT_EQ(response.most_recent_erase, 0u);
    EXPECT_TRUE(response.supports_reserve);
    EXPECT_TRUE(response.supports_delete);
    EXPECT_FALSE(response.overflow);
}

// OpenBMC: free space ffffh is "that much or more", both time stamps ffffffffh "never".
TEST(GetSelInfoResponse, KeepsTheUnspecifiedValuesOfOpenBmc) {
    const auto response =
        codec::ResponseOf<GetSelInfo>::decode(codec::hex("51 00 00 ff ff ff ff ff ff ff ff ff ff 0a")).value();
    EXPECT_EQ(response.free_bytes, 0xffff);
    EXPECT_EQ(response.most_recent_addition, 0xffffffffu);
    EXPECT_EQ(response.most_recent_erase, 0xffffffffu);
    EXPECT_TRUE(response.supports_reserve);
    EXPECT_FALSE(response.supports_partial_add);
}

// iDRAC 9: an empty log with no free space is not a full one; the overflow bit says that.
TEST(GetSelInfoResponse, TellsAnEmptyLogWithoutFreeSpaceFromOverflow) {
    const auto response =
        codec::ResponseOf<GetSelInfo>::decode(codec::hex("51 00 00 00 00 ff ff ff ff ff ff ff ff 02")).value();
    EXPECT_EQ(response.entries, 0);
    EXPECT_EQ(response.free_bytes, 0);
    EXPECT_FALSE(response.overflow);
}

TEST(GetSelInfoResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSelInfo>(
        tmpl_cmd_get_sel_info_rs,
        {{"sel_version_major",
          [](const GetSelInfo::Response& value) -> std::uint64_t { return value.sel_version & 0x0f; }},
         {"sel_version_minor",
          [](const GetSelInfo::Response& value) -> std::uint64_t { return value.sel_version >> 4; }},
         {"entries", &GetSelInfo::Response::entries},
         {"free_space", &GetSelInfo::Response::free_bytes},
         {"most_recent_addition_timestamp", &GetSelInfo::Response::most_recent_addition},
         {"most_recent_erase_timestamp", &GetSelInfo::Response::most_recent_erase},
         {"get_sel_allocation_info_command_supported", &GetSelInfo::Response::supports_allocation_info},
         {"reserve_sel_command_supported", &GetSelInfo::Response::supports_reserve},
         {"partial_add_sel_entry_command_supported", &GetSelInfo::Response::supports_partial_add},
         {"delete_sel_command_supported", &GetSelInfo::Response::supports_delete},
         {"overflow_flag", &GetSelInfo::Response::overflow}});
}

TEST(GetSelInfoResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSelInfo>>(
        codec::hex("51 03 00 a6 47 94 44 6d 38 00 00 00 00 0f 00"), 14);
}

TEST(GetSelInfoResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSelInfo, codec::ResponseOf<GetSelInfo>>(14, 18);
}

}  // namespace
}  // namespace ipmi::storage
