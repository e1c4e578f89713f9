#include "engine/packed_log.hpp"

#include <gtest/gtest.h>

namespace ipmi::engine {
namespace {

using namespace std::chrono_literals;

SelRecord full() {
    SelRecord record;
    record.id = 0x0102;
    record.raw = {1, 2, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    record.record_type = 2;
    record.time = std::chrono::sys_seconds(1'700'000'000s);
    record.time_since_boot = true;
    record.sensor = SensorKey{0x41, 3, 200};
    record.sensor_name = "CPU1 Temp";
    record.sensor_type = "Temperature";
    record.event = "Upper Critical - going high";
    record.detail = "reading 98, threshold 95";
    record.part = "Processor 1";
    record.asserted = false;
    record.severity = Severity::critical;
    record.interpretation = Severity::warning;
    record.trigger_value = 98.5;
    record.trigger_threshold = 95;
    record.unit = "C";
    record.cleared_by = 7;
    record.log_cleared = true;
    record.undecoded = "no table";
    record.history = true;
    record.acknowledged = SelAcknowledgement{"alice", "seen", std::chrono::sys_seconds(5s)};
    return record;
}

TEST(PackedLog, GivesBackEveryMemberOfEveryRecord) {
    SelReport report;
    report.info.entries = 5;
    report.complete = false;
    report.boot_progress = "POST";
    report.warnings = {"cut"};
    SelRecord only_threshold;
    only_threshold.trigger_threshold = 3;
    report.records = {SelRecord{}, full(), SelRecord{}, only_threshold, full()};
    report.records[4].acknowledged->who = "bob";
    const PackedLog packed(report);
    EXPECT_EQ(packed.size(), 5u);
    EXPECT_FALSE(packed.complete());
    EXPECT_EQ(packed.info(), report.info);
    EXPECT_EQ(packed.raw(1), full().raw);
    const auto back = packed.unpack();
    EXPECT_EQ(back.records, report.records);
    EXPECT_EQ(back.warnings, report.warnings);
    EXPECT_EQ(back.boot_progress, report.boot_progress);
    EXPECT_FALSE(back.complete);
}

// Each member by itself: two that are told apart must not share what stands for them.
TEST(PackedLog, KeepsRecordsApartThatDifferInOneText) {
    for (const auto member : {&SelRecord::sensor_name, &SelRecord::sensor_type, &SelRecord::event, &SelRecord::detail,
                              &SelRecord::part, &SelRecord::unit, &SelRecord::undecoded}) {
        SelReport report;
        report.records = {full(), full()};
        report.records[1].*member += "!";
        EXPECT_EQ(PackedLog(report).unpack().records, report.records);
    }
}

TEST(PackedLog, AnEmptyLogIsEmpty) {
    EXPECT_EQ(PackedLog(SelReport{}).unpack().records.size(), 0u);
    EXPECT_TRUE(PackedLog().complete());
}

}  // namespace
}  // namespace ipmi::engine
