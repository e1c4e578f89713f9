#include "message/storage/get_sel_entry.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

// A record of sel/known_answer.selraw behind the id of the next one.
TEST(GetSelEntryResponse, HandsOutTheRecordAsItCame) {
    const auto response =
        codec::ResponseOf<GetSelEntry>::decode(codec::hex("02 00 01 00 02 00 f1 53 65 20 00 04 01 01 81 00 00 00"))
            .value();
    EXPECT_EQ(response.next_record_id, 2);
    EXPECT_EQ(response.record_data, codec::hex("01 00 02 00 f1 53 65 20 00 04 01 01 81 00 00 00"));
}

TEST(GetSelEntryRequest, AsksForTheWholeFirstRecordByDefault) {
    EXPECT_EQ(codec::encoded<GetSelEntry>(GetSelEntry::Request{}), codec::hex("00 00 00 00 00 ff"));
}

TEST(GetSelEntryRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetSelEntry>(tmpl_cmd_get_sel_entry_rq,
                                        {{"reservation_id", &GetSelEntry::Request::reservation_id},
                                         {"record_id", &GetSelEntry::Request::record_id},
                                         {"offset_into_record", &GetSelEntry::Request::offset},
                                         {"bytes_to_read", &GetSelEntry::Request::bytes_to_read}});
}

TEST(GetSelEntryRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetSelEntry>>(codec::hex("00 00 00 00 00 ff 00"), 6);
}

TEST(GetSelEntryRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSelEntry, codec::RequestOf<GetSelEntry>>(6, 8);
}

TEST(GetSelEntryResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSelEntry>(tmpl_cmd_get_sel_entry_rs,
                                         {{"next_record_id", &GetSelEntry::Response::next_record_id},
                                          {"record_data", &GetSelEntry::Response::record_data}});
}

TEST(GetSelEntryResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSelEntry>>(codec::hex("ff ff 01 00 02"), 2);
}

TEST(GetSelEntryResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSelEntry, codec::ResponseOf<GetSelEntry>>(2, 24);
}

}  // namespace
}  // namespace ipmi::storage
