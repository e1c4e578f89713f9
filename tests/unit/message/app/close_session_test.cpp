#include "message/app/close_session.hpp"

#include "unit/message/codec.hpp"

namespace ipmi::app {
namespace {

TEST(CloseSessionRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<CloseSession>>(codec::hex("00 26 00 02 00"), 4);
}

TEST(CloseSessionRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<CloseSession, codec::RequestOf<CloseSession>>(4, 5);
}

}  // namespace
}  // namespace ipmi::app
