#include "message/storage/write_fru_data.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

TEST(WriteFruDataRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<WriteFruData>(tmpl_cmd_write_fru_data_rq,
                                         {{"fru_device_id", &WriteFruData::Request::fru_device_id},
                                          {"fru_inventory_offset_to_write", &WriteFruData::Request::offset},
                                          {"data_to_write", &WriteFruData::Request::data}});
}

TEST(WriteFruDataRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<WriteFruData>>(codec::hex("00 10 00 20 00"), 3);
}

TEST(WriteFruDataRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<WriteFruData, codec::RequestOf<WriteFruData>>(3, 40);
}

TEST(WriteFruDataResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<WriteFruData>(tmpl_cmd_write_fru_data_rs,
                                          {{"count_written", &WriteFruData::Response::count_written}});
}

TEST(WriteFruDataResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<WriteFruData>>(codec::hex("02 00"), 1);
}

TEST(WriteFruDataResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<WriteFruData, codec::ResponseOf<WriteFruData>>(1, 3);
}

}  // namespace
}  // namespace ipmi::storage
