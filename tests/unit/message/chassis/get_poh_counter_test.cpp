#include "message/chassis/get_poh_counter.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::chassis {
namespace {

// OpenBMC and MegaRAC under qemu; zenfish/zipmi, tests/golden/zoo_*.json (MIT).
TEST(GetPohCounterResponse, DecodesTheAnswerOfAnOpenBmc) {
    const auto response = codec::ResponseOf<GetPohCounter>::decode(codec::hex("3c 00 00 00 00")).value();
    EXPECT_EQ(response.minutes_per_count, 60);
    EXPECT_EQ(response.count, 0u);
}

TEST(GetPohCounterResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<GetPohCounter>(tmpl_cmd_get_power_on_hours_counter_rs,
                                           {{"minutes_per_counter", &GetPohCounter::Response::minutes_per_count},
                                            {"counter_reading", &GetPohCounter::Response::count}});
}

TEST(GetPohCounterResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<GetPohCounter>>(codec::hex("3c 00 00 00 00 00"), 5);
}

TEST(GetPohCounterResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<GetPohCounter, codec::ResponseOf<GetPohCounter>>(5, 7);
}

}  // namespace
}  // namespace ipmi::chassis
