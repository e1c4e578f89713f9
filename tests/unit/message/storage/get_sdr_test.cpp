#include "message/storage/get_sdr.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

TEST(GetSdrRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetSdr>(tmpl_cmd_get_sdr_rq, {{"reservation_id", &GetSdr::Request::reservation_id},
                                                         {"record_id", &GetSdr::Request::record_id},
                                                         {"offset_into_record", &GetSdr::Request::offset},
                                                         {"bytes_to_read", &GetSdr::Request::bytes_to_read}});
}

TEST(GetSdrRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetSdr>>(codec::hex("00 00 00 00 00 ff 00"), 6);
}

TEST(GetSdrRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSdr, codec::RequestOf<GetSdr>>(6, 8);
}

TEST(GetSdrResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetSdr>(tmpl_cmd_get_sdr_rs, {{"next_record_id", &GetSdr::Response::next_record_id},
                                                          {"record_data", &GetSdr::Response::record_data}});
}

TEST(GetSdrResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetSdr>>(codec::hex("ff ff 01 00 51"), 2);
}

TEST(GetSdrResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetSdr, codec::ResponseOf<GetSdr>>(2, 60);
}

}  // namespace
}  // namespace ipmi::storage
