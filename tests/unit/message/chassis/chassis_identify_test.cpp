#include "message/chassis/chassis_identify.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::chassis {
namespace {

TEST(ChassisIdentifyRequest, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_request<ChassisIdentify>(tmpl_cmd_chassis_identify_rq,
                                            {{"identify_interval", &ChassisIdentify::Request::interval_seconds},
                                             {"force_identify", &ChassisIdentify::Request::force_on}});
}

TEST(ChassisIdentifyRequest, IsEmptyWhereNothingIsAskedFor) {
    EXPECT_EQ(codec::encoded<ChassisIdentify>(ChassisIdentify::Request{}), Bytes{});
    EXPECT_EQ(codec::RequestOf<ChassisIdentify>::decode({}).value(), ChassisIdentify::Request{});
}

TEST(ChassisIdentifyRequest, SendsNoForceByteToThoseWhoDoNotAskForIt) {
    const ChassisIdentify::Request request{.interval_seconds = 0, .force_on = {}};
    EXPECT_EQ(codec::encoded<ChassisIdentify>(request), codec::hex("00"));
}

TEST(ChassisIdentifyRequest, SendsTheDefaultIntervalBeforeALoneForceByte) {
    const ChassisIdentify::Request request{.interval_seconds = {}, .force_on = true};
    EXPECT_EQ(codec::encoded<ChassisIdentify>(request), codec::hex("0f 01"));
}

TEST(ChassisIdentifyRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<ChassisIdentify, codec::RequestOf<ChassisIdentify>>(0, 4);
}

}  // namespace
}  // namespace ipmi::chassis
