#include "message/storage/add_sel_entry.hpp"

#include "unit/message/codec.hpp"

namespace ipmi::storage {
namespace {

TEST(AddSelEntryRequest, IsTheRecordAndNothingElse) {
    const auto record = codec::hex("00 00 02 11 22 33 44 21 00 04 01 fe 81 57 28 2c");
    const auto request = codec::RequestOf<AddSelEntry>::decode(record).value();
    EXPECT_EQ(Bytes(request.record.begin(), request.record.end()), record);
    EXPECT_EQ(codec::encoded<AddSelEntry>(request), record);
}

TEST(AddSelEntryResponse, NamesTheRecordLeastSignificantByteFirst) {
    EXPECT_EQ(codec::ResponseOf<AddSelEntry>::decode(codec::hex("34 12")).value().record_id, 0x1234);
}

TEST(AddSelEntryRequest, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::RequestOf<AddSelEntry>>(
        codec::hex("00 00 02 00 00 00 00 21 00 04 01 fe 6f 01 ff ff 00"), 16);
}

TEST(AddSelEntryRequest, RoundTripsWhateverArrives) {
    codec::expect_round_trip<AddSelEntry, codec::RequestOf<AddSelEntry>>(16, 18);
}

TEST(AddSelEntryResponse, RejectsEveryTruncationOfTheMandatoryPart) {
    codec::expect_mandatory_part<codec::ResponseOf<AddSelEntry>>(codec::hex("05 00 00"), 2);
}

TEST(AddSelEntryResponse, RoundTripsWhateverArrives) {
    codec::expect_round_trip<AddSelEntry, codec::ResponseOf<AddSelEntry>>(2, 4);
}

}  // namespace
}  // namespace ipmi::storage
