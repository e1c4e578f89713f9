#include <ipmi/decode.hpp>

#include "schema/sel_form.hpp"
#include "unit/model/corpus.hpp"
#include "unit/schema/way_back.hpp"

namespace ipmi::schema {
namespace {

Json tell(const SelReport& report) {
    return form(report);
}

SelReport report() {
    SelRecord record;
    record.id = 0xfffe;
    record.raw = {0xfe, 0xff, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0xff};
    record.record_type = 2;
    record.time = std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000));
    record.sensor = SensorKey{0x20, 1, 5};
    record.sensor_name = "CPU1 Temp";
    record.sensor_type = "Temperature";
    record.event = "Upper Critical - going high";
    record.detail = "Sensor Reading = 98";
    record.part = "Processor 1";
    record.severity = Severity::critical;
    record.trigger_value = 98.1;
    record.trigger_threshold = 95;
    record.unit = "C";
    record.cleared_by = std::uint16_t{7};
    SelRecord other;
    other.time_since_boot = true;
    other.asserted = false;
    other.log_cleared = true;
    other.undecoded = "no table knows it";
    other.history = true;
    other.acknowledged = SelAcknowledgement{"kim", "module ordered", *record.time};
    SelReport report;
    report.info = {9, 0xffff, 12.5, 1'700'000'000, 0, true, true, true};
    report.records = {record, other};
    report.complete = false;
    report.bmc_clock = record.time;
    report.boot_progress = "System boot initiated";
    report.warnings = {"ids repeat"};
    report.statistics.requests = 7;
    return report;
}

TEST(ParseSelReport, IsTheSameAfterItsWayThroughJson) {
    const auto before = report();
    const auto after = there_and_back(before, parse_sel_report, tell);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->records, before.records);
    EXPECT_EQ(after->info, before.info);
    EXPECT_EQ(after->complete, before.complete);
    EXPECT_EQ(after->bmc_clock, before.bmc_clock);
    EXPECT_EQ(after->boot_progress, before.boot_progress);
    EXPECT_EQ(after->warnings, before.warnings);
    EXPECT_EQ(after->statistics, before.statistics);
}

TEST(ParseSelReport, TellsTheLogsOfTheCorpusAgain) {
    SKIP_WITHOUT_CORPUS();
    std::size_t records = 0;
    for (const auto& file : corpus::files("sel", "", ".selraw")) {
        const auto log = decode_sel_image(corpus::bytes_of(file));
        ASSERT_TRUE(log) << file << log.error().context;
        const auto after = there_and_back(*log, parse_sel_report, tell);
        ASSERT_TRUE(after) << file;
        ASSERT_EQ(after->records.size(), log->records.size());
        for (std::size_t i = 0; i < log->records.size(); ++i)
            EXPECT_EQ(after->records[i].open(), log->records[i].open()) << i;
        records += log->records.size();
    }
    EXPECT_GE(records, 448u);
}

TEST(ParseSelReport, RefusesWhatMakesNoSense) {
    EXPECT_GT(mutilate(form(report()), parse_sel_report), 100u);
    auto json = form(report());
    json["records"][0]["raw"] = "00 01";
    EXPECT_EQ(parse_sel_report(json).error().context, "\"raw\" is not 16 bytes");
}

}  // namespace
}  // namespace ipmi::schema
