#include "message/storage/get_fru_inventory_area_info.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

TEST(GetFruInventoryAreaInfoRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<GetFruInventoryAreaInfo>(
        tmpl_cmd_get_fru_inventory_area_info_rq, {{"fru_device_id", &GetFruInventoryAreaInfo::Request::fru_device_id}});
}

TEST(GetFruInventoryAreaInfoRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<GetFruInventoryAreaInfo>>(codec::hex("00 00"), 1);
}

TEST(GetFruInventoryAreaInfoRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetFruInventoryAreaInfo, codec::RequestOf<GetFruInventoryAreaInfo>>(1, 3);
}

TEST(GetFruInventoryAreaInfoResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetFruInventoryAreaInfo>(
        tmpl_cmd_get_fru_inventory_area_info_rs,
        {{"fru_inventory_area_size", &GetFruInventoryAreaInfo::Response::size_bytes},
         {"device_is_accessed", &GetFruInventoryAreaInfo::Response::accessed_by_words}});
}

TEST(GetFruInventoryAreaInfoResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetFruInventoryAreaInfo>>(codec::hex("00 01 00 00"), 3);
}

TEST(GetFruInventoryAreaInfoResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetFruInventoryAreaInfo, codec::ResponseOf<GetFruInventoryAreaInfo>>(3, 5);
}

}  // namespace
}  // namespace ipmi::storage
