#include "message/storage/read_fru_data.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

TEST(ReadFruDataResponse, KeepsACountThatDisagreesWithTheData) {
    const auto response = codec::ResponseOf<ReadFruData>::decode(codec::hex("10 01 00 00")).value();
    EXPECT_EQ(response.count_returned, 16);
    EXPECT_EQ(response.data, codec::hex("01 00 00"));
}

TEST(ReadFruDataRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<ReadFruData>(tmpl_cmd_read_fru_data_rq,
                                        {{"fru_device_id", &ReadFruData::Request::fru_device_id},
                                         {"fru_inventory_offset_to_read", &ReadFruData::Request::offset},
                                         {"count_to_read", &ReadFruData::Request::count_to_read}});
}

TEST(ReadFruDataRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<ReadFruData>>(codec::hex("00 10 00 20 00"), 4);
}

TEST(ReadFruDataRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<ReadFruData, codec::RequestOf<ReadFruData>>(4, 6);
}

TEST(ReadFruDataResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<ReadFruData>(
        tmpl_cmd_read_fru_data_rs,
        {{"count_returned", &ReadFruData::Response::count_returned}, {"requested_data", &ReadFruData::Response::data}});
}

TEST(ReadFruDataResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<ReadFruData>>(codec::hex("02 01 00"), 1);
}

TEST(ReadFruDataResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<ReadFruData, codec::ResponseOf<ReadFruData>>(1, 40);
}

}  // namespace
}  // namespace ipmi::storage
