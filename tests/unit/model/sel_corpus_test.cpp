// 448 records of every event type against what FreeIPMI 1.6.10 (ipmi-sel) and ipmitool 1.8.19 (sel elist) made of them.
#include <map>
#include <nlohmann/json.hpp>

#include "base/hex.hpp"
#include "model/sel_decode.hpp"
#include "unit/model/corpus.hpp"

namespace ipmi::model {
namespace {

std::vector<SelRecord> known_answers() {
    const auto decoder = SelDecoder::open(DeviceId{}, nullptr);
    EXPECT_TRUE(decoder) << decoder.error().context;
    const auto raw = split_sel(corpus::bytes_of(std::filesystem::path(corpus::folder()) / "sel/known_answer.selraw"));
    return decoder ? decode_sel(raw, *decoder) : std::vector<SelRecord>();
}

TEST(SelCorpus, SaysWhatFreeIpmiSays) {
    SKIP_WITHOUT_CORPUS();
    const auto records = known_answers();
    const auto lines =
        corpus::split(corpus::text_of(std::filesystem::path(corpus::folder()) / "sel/known_answer_freeipmi.csv"), '\n');
    ASSERT_EQ(records.size(), 448u);
    ASSERT_EQ(lines.size(), records.size());
    const std::map<std::string, Severity> severities{{"Nominal", Severity::ok},
                                                     {"Warning", Severity::warning},
                                                     {"Critical", Severity::critical},
                                                     {"N/A", Severity::ok}};
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto& record = records[i];
        const auto cells =
            corpus::split(lines[i], ',');  // id,date,time,name,type,state,event; commas in an event stay apart
        ASSERT_GE(cells.size(), 7u);
        std::string event = cells[6];
        for (std::size_t more = 7; more < cells.size(); ++more) event += "," + cells[more];
        EXPECT_EQ(std::to_string(record.id), cells[0]);
        EXPECT_EQ(record.sensor_type, cells[4]) << lines[i];
        EXPECT_EQ(record.event, event.substr(0, event.find(" ; "))) << lines[i];
        // FreeIPMI calls some deassertions critical; what is over is over.
        EXPECT_EQ(record.severity, record.asserted ? severities.at(cells[5]) : Severity::ok) << lines[i];
        EXPECT_EQ(record.undecoded.empty(), !event.starts_with("Event Offset")) << lines[i];
        EXPECT_TRUE(record.time_since_boot && !record.time);  // "PostInit"
    }
}

TEST(SelCorpus, SaysWhatIpmitoolSays) {
    SKIP_WITHOUT_CORPUS();
    const auto records = known_answers();
    const auto lines = corpus::split(
        corpus::text_of(std::filesystem::path(corpus::folder()) / "sel/known_answer_ipmitool_elist.txt"), '\n');
    ASSERT_EQ(lines.size(), records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto cells = corpus::split(lines[i], '|');  // id, time, sensor, event, direction
        EXPECT_EQ(records[i].id, std::stoul(cells[0], nullptr, 16));
        EXPECT_EQ(records[i].asserted, corpus::trimmed(cells.back()) == "Asserted") << lines[i];
        EXPECT_EQ(records[i].sensor_name, "#0xfe");
        EXPECT_NE(lines[i].find(records[i].sensor_name), std::string::npos) << lines[i];
    }
}

TEST(SelCorpus, ReadsTheFieldsOfAnOemRecordOfKontron) {  // kontron/python-ipmi tests/test_sel.py
    SKIP_WITHOUT_CORPUS();
    const auto file =
        nlohmann::json::parse(corpus::text_of(std::filesystem::path(corpus::folder()) / "sel/records.json"));
    const auto decoder = SelDecoder::open(DeviceId{}, nullptr);
    ASSERT_TRUE(decoder);
    for (const auto& known : file) {
        const auto records = decode_sel(split_sel(from_hex(known["hex"].get<std::string>()).value()), *decoder);
        ASSERT_EQ(records.size(), 1u);
        EXPECT_EQ(records[0].id, 0x03ff);
        EXPECT_EQ(records[0].record_type, 0x02);
        EXPECT_EQ(records[0].sensor->number, 0x09);
        EXPECT_TRUE(records[0].asserted);
        EXPECT_EQ(records[0].severity, Severity::ok);  // sensor type F2h, event type 7Fh: no table knows them
    }
}

}  // namespace
}  // namespace ipmi::model
