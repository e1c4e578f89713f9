#include "message/storage/set_sel_time.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

TEST(SetSelTimeRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<SetSelTime>(tmpl_cmd_set_sel_time_rq, {{"time", &SetSelTime::Request::time}});
}

TEST(SetSelTimeRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<SetSelTime>>(codec::hex("c4 2e 67 5f 00"), 4);
}

TEST(SetSelTimeRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<SetSelTime, codec::RequestOf<SetSelTime>>(4, 6);
}

}  // namespace
}  // namespace ipmi::storage
