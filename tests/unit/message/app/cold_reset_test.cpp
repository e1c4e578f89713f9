#include "message/app/cold_reset.hpp"

#include "unit/message/codec.hpp"

namespace ipmi::app {
namespace {

TEST(ColdReset, CarriesNothingEitherWay) {
    EXPECT_EQ(codec::encoded<ColdReset>(ColdReset::Request{}), Bytes{});
    EXPECT_EQ(codec::encoded<ColdReset>(ColdReset::Response{}), Bytes{});
    EXPECT_TRUE(codec::RequestOf<ColdReset>::decode({}));
    EXPECT_TRUE(codec::ResponseOf<ColdReset>::decode(codec::hex("00 11")));
}

}  // namespace
}  // namespace ipmi::app
