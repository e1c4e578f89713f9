#include "model/table_file.hpp"

#include <gtest/gtest.h>

namespace ipmi::model {
namespace {

SensorTable some_table() {
    Sensor fan;
    fan.key = {0x20, 0, 5};
    fan.name = fan.label = "Fan 3";
    fan.record_id = 0x1234;
    fan.record_name = "Fan";
    fan.interpreted = true;
    fan.thresholds[ThresholdKind::lower_critical] = 600;
    Sensor plain;
    plain.name = plain.label = "Inlet";
    SensorTable table;
    table.sensors = {fan, plain};
    table.record_count = table.records_expected = 2;
    return table;
}

TEST(TableFile, ReadsBackWhatWasKept) {
    const auto table = some_table();
    const auto read = decode_table(encode_table(table));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(*read, table);
}

TEST(TableFile, RefusesAnOlderFormat) {
    auto bytes = encode_table(some_table());
    --bytes[0];  // the format number, low byte first
    EXPECT_FALSE(decode_table(bytes).has_value()) << "read anew from the BMC instead";
}

TEST(TableFile, RefusesEveryTruncation) {
    const auto bytes = encode_table(some_table());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(decode_table(ByteView(bytes).first(size)).has_value()) << size;
}

}  // namespace
}  // namespace ipmi::model
