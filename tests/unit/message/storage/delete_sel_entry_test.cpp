#include "message/storage/delete_sel_entry.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

TEST(DeleteSelEntryRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<DeleteSelEntry>(tmpl_cmd_delete_sel_entry_rq,
                                           {{"reservation_id", &DeleteSelEntry::Request::reservation_id},
                                            {"record_id", &DeleteSelEntry::Request::record_id}});
}

TEST(DeleteSelEntryRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<DeleteSelEntry>>(codec::hex("01 00 05 00 00"), 4);
}

TEST(DeleteSelEntryRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<DeleteSelEntry, codec::RequestOf<DeleteSelEntry>>(4, 6);
}

TEST(DeleteSelEntryResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<DeleteSelEntry>(tmpl_cmd_delete_sel_entry_rs,
                                            {{"record_id", &DeleteSelEntry::Response::record_id}});
}

TEST(DeleteSelEntryResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<DeleteSelEntry>>(codec::hex("05 00 00"), 2);
}

TEST(DeleteSelEntryResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<DeleteSelEntry, codec::ResponseOf<DeleteSelEntry>>(2, 4);
}

}  // namespace
}  // namespace ipmi::storage
