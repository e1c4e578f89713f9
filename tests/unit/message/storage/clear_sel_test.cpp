#include "message/storage/clear_sel.hpp"

#include "unit/message/codec.hpp"
#include "unit/message/freeipmi_layout.hpp"

namespace ipmi::storage {
namespace {

TEST(ClearSelRequest, SendsClrAndTheOperationAsFreeIpmiReadsThem) {
    for (const auto operation : {ClearSel::Operation::get_erasure_status, ClearSel::Operation::initiate_erase}) {
        const ClearSel::Request request{.reservation_id = 0xb2d0, .operation = operation};
        const auto body = codec::encoded<ClearSel>(request);
        EXPECT_EQ(codec::RequestOf<ClearSel>::decode(body).value(), request);
        auto all = Bytes{ClearSel::command};
        all.insert(all.end(), body.begin(), body.end());
        layout::Template theirs(tmpl_cmd_clear_sel_rq);
        theirs.take(all);
        EXPECT_EQ(theirs.number("reservation_id"), 0xb2d0u);
        EXPECT_EQ(theirs.number("C"), unsigned{'C'});
        EXPECT_EQ(theirs.number("L"), unsigned{'L'});
        EXPECT_EQ(theirs.number("R"), unsigned{'R'});
        EXPECT_EQ(theirs.number("operation"), static_cast<unsigned>(operation));
    }
    EXPECT_EQ(unsigned(ClearSel::Operation::initiate_erase), unsigned{IPMI_SEL_CLEAR_OPERATION_INITIATE_ERASE});
}

TEST(ClearSelRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<ClearSel>>(codec::hex("d0 b2 43 4c 52 aa 00"), 6);
}

TEST(ClearSelRequest, RejectsWhatDoesNotSpellClrOrNamesNoOperation) {
    for (const auto* body :
         {"00 00 63 6c 72 aa", "00 00 43 4c 53 aa", "00 00 52 4c 43 aa", "00 00 43 4c 52 01", "00 00 43 4c 52 ff"})
        EXPECT_FALSE(codec::RequestOf<ClearSel>::decode(codec::hex(body))) << body;
}

TEST(ClearSelResponse, HasTheLayoutOfFreeIpmisTemplate) {
    layout::expect_response<ClearSel>(tmpl_cmd_clear_sel_rs,
                                      {{"erasure_progress", &ClearSel::Response::erasure_progress}});
}

TEST(ClearSelResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<ClearSel>>(codec::hex("01 00"), 1);
}

TEST(ClearSelResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<ClearSel, codec::ResponseOf<ClearSel>>(1, 3);
}

}  // namespace
}  // namespace ipmi::storage
