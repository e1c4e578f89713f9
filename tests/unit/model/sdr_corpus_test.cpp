// Every sensor of eight captured BMCs against what FreeIPMI 1.6.10 (ipmi-sensors) made of the same records and answers.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "base/hex.hpp"
#include "model/sdr_decode.hpp"
#include "model/sensor_reader.hpp"
#include "unit/model/emulated_bmc.hpp"

namespace ipmi::model {
namespace {

// ID,name,type,state,value,unit,LNR,LC,LNC,UNC,UC,UNR,events
enum Cell : std::size_t { id, name, type, state, value, unit, first_threshold, events = 12, cell_count };
using Row = std::vector<std::string>;

std::string number_text(const std::optional<double>& number) {
    return number ? fmt::format("{:.2f}", *number) : "N/A";
}

std::string event_text(const Sensor& sensor, const Reading& reading) {
    if (reading.reason != Reason::none) return "N/A";
    std::string text;
    for (const auto& word : state_texts(sensor, reading)) text += (text.empty() ? "'" : " '") + word + "'";
    return text.empty() ? "'OK'" : text;
}

Row row_of(const std::string& record_id, const Sensor& sensor, const Reading& reading, const Thresholds& limits) {
    static constexpr const char* state_names[] = {"Nominal", "Warning", "Critical", "N/A"};
    Row row{record_id, sensor.name, sensor.type_name};
    row.push_back(reading.reason == Reason::none ? state_names[static_cast<std::size_t>(reading.severity)] : "N/A");
    row.push_back(number_text(reading.value));
    row.push_back(sensor.unit.empty() ? "N/A" : sensor.unit);
    for (const auto kind :
         {ThresholdKind::lower_non_recoverable, ThresholdKind::lower_critical, ThresholdKind::lower_non_critical,
          ThresholdKind::upper_non_critical, ThresholdKind::upper_critical, ThresholdKind::upper_non_recoverable})
        row.push_back(number_text(limits[kind]));
    row.push_back(event_text(sensor, reading));
    return row;
}

bool thresholds_mean_nothing(const Row& row) {
    bool all_zero = true;
    double before = -1e9;
    bool ordered = true;
    for (std::size_t i = first_threshold; i < events; ++i) {
        if (row[i] == "N/A") continue;
        const double limit = std::stod(row[i]);
        all_zero = all_zero && limit == 0;
        ordered = ordered && limit >= before;
        before = limit;
    }
    return all_zero || !ordered;
}

// The state that FreeIPMI's own value and thresholds give.
std::string state_by_value(const Row& row) {
    if (row[value] == "N/A") return row[state];
    const double number = std::stod(row[value]);
    const auto beyond = [&row, number](std::size_t i, bool upper) {
        return row[i] != "N/A" && (upper ? number >= std::stod(row[i]) : number <= std::stod(row[i]));
    };
    if (beyond(6, false) || beyond(7, false) || beyond(10, true) || beyond(11, true)) return "Critical";
    return beyond(8, false) || beyond(9, true) ? "Warning" : "Nominal";
}

// Why the two rows differ in this cell; empty: for no reason we know.
std::string explanation(Cell cell, const Sensor& sensor, const Row& theirs, const Row& ours) {
    if (cell == name && sensor.key.number != 0xff && ours[name].starts_with(theirs[name].substr(0, 1)) &&
        (theirs[name] == "A " || theirs[name] == "B "))
        return "a shared record: we name each sensor, FreeIPMI shows the record once";
    if (cell >= first_threshold && cell < events && thresholds_mean_nothing(theirs) && ours[cell] == "N/A")
        return "thresholds that are all zero or unordered are no limits";
    if (cell >= first_threshold && cell < events && sensor.key.owner != 0x20)
        return "thresholds asked of the wrong controller: the sensor is not the BMC's";
    if (cell == state && theirs[state] == "N/A" && ours[state] == "Nominal")
        return "an OEM sensor no table knows alarms nobody";
    if (cell == state && sensor.is_threshold() && !thresholds_mean_nothing(theirs) &&
        ours[state] == state_by_value(theirs))
        return "the state follows the value; FreeIPMI believes the comparison bits, which the emulated BMC leaves at "
               "zero";
    if (cell == events && theirs[events].starts_with("'OEM Event = ")) return "an OEM state without a text";
    return {};
}

TEST(SdrCorpus, AgreesWithFreeIpmiOnEverySensor) {
    SKIP_WITHOUT_CORPUS();
    std::map<std::string, unsigned> explained;
    unsigned rows = 0;
    for (const auto& file : corpus::files("sdr", "infrasim_", ".sdr.bin")) {
        const auto stem = file.filename().string().substr(0, file.filename().string().find(".sdr.bin"));
        const auto answers = corpus::emulated_sensors(file.parent_path() / "emu" / (stem.substr(9) + ".emu"));
        const auto records = split_sdr(corpus::bytes_of(file));
        for (const auto& line :
             corpus::split(corpus::text_of(file.parent_path() / (stem + ".freeipmi-sensors.csv")), '\n')) {
            const Row theirs = corpus::split(line, ',');
            ASSERT_EQ(theirs.size(), cell_count) << line;
            const std::size_t index = std::stoul(theirs[id]) - 1;  // ipmi_sim numbers the records anew
            ASSERT_LT(index, records.size());
            const auto table = decode_sdr(std::span(&records[index], 1), DeviceId{}).value();
            ASSERT_FALSE(table.sensors.empty()) << line;
            const auto& sensor = table.sensors[0];
            const auto answer = answers.find(sensor.key);
            auto limits = sensor.thresholds;
            if (answer != answers.end() && sensor.readable_thresholds != 0 && answer->second.readable_thresholds)
                limits = convert_thresholds(sensor.conversion, answer->second.thresholds,
                                            *answer->second.readable_thresholds);
            ReadingContext context;
            context.thresholds = &limits;
            const auto refusal = why_not_readable(sensor);
            const auto reading = refusal != Reason::none   ? without_value(0, refusal, {})
                                 : answer == answers.end() ? judge(sensor, 0, 0xcb, {}, context)
                                                           : judge(sensor, 0, 0, answer->second.answer(), context);
            const Row ours = row_of(theirs[id], sensor, reading, limits);
            ++rows;
            for (std::size_t cell = 0; cell < cell_count; ++cell) {
                if (ours[cell] == theirs[cell]) continue;
                const auto why = explanation(static_cast<Cell>(cell), sensor, theirs, ours);
                EXPECT_FALSE(why.empty()) << stem << ": " << line << "\n  cell " << cell << ": ours is " << ours[cell];
                ++explained[why];
            }
        }
    }
    EXPECT_EQ(rows, 1069u);
    for (const auto& [why, count] : explained) RecordProperty(why, std::to_string(count));
}

TEST(SdrCorpus, ReadsTheRecordTableOfATwoSocketServer) {  // beingj/rawsel test/sdr.bin, sdr.txt
    SKIP_WITHOUT_CORPUS();
    const auto folder = std::filesystem::path(corpus::folder()) / "sdr";
    const auto table = decode_sdr(split_sdr(corpus::bytes_of(folder / "rawsel_sample.sdr.bin")), DeviceId{}).value();
    const auto expected = corpus::split(corpus::text_of(folder / "rawsel_sample.expected.txt"), '\n');
    ASSERT_GT(expected.size(), 20u);
    std::size_t sensor = 0;
    for (const auto& line : expected) {
        if (line.find("rt: 03h") != std::string::npos) ++sensor;  // event-only: listed without details
        if (line.find("rt: 01h") == std::string::npos && line.find("rt: 02h") == std::string::npos) continue;
        ASSERT_LT(sensor, table.sensors.size()) << line;
        EXPECT_TRUE(line.ends_with("): " + table.sensors[sensor].name)) << line << " / " << table.sensors[sensor].name;
        EXPECT_NE(line.find(fmt::format("num: {:02x}h", table.sensors[sensor].key.number)), std::string::npos) << line;
        EXPECT_NE(line.find(fmt::format("st: {:02x}h", table.sensors[sensor].type)), std::string::npos) << line;
        ++sensor;
    }
    EXPECT_EQ(sensor, table.sensors.size());
}

TEST(SdrCorpus, NamesWhatKontronsBoardsAreMadeOf) {  // kontron/python-ipmi tests/test_sdr.py
    SKIP_WITHOUT_CORPUS();
    const auto file = std::filesystem::path(corpus::folder()) / "sdr/kontron_python-ipmi_records.json";
    unsigned named = 0;
    const auto file_content = nlohmann::json::parse(corpus::text_of(file));
    for (const auto& record : file_content["records"]) {
        const auto bytes = from_hex(record["hex"].get<std::string>()).value();
        const auto table = decode_sdr(std::span(&bytes, 1), DeviceId{}).value();
        if (!record.contains("id_string")) {  // type 13h, a controller's own record: of no use to a reader, and skipped
            EXPECT_TRUE(table.sensors.empty() && table.locators.empty());
            continue;
        }
        const auto name = table.sensors.empty() ? table.locators.at(0).name : table.sensors.at(0).name;
        EXPECT_EQ(name, record["id_string"].get<std::string>());
        ++named;
    }
    EXPECT_EQ(named, 3u);
}

TEST(SdrCorpus, ReadsWhatSdrcompMade) {  // OpenIPMI lanserv, ipmisim1.sdrs: "IPMI sim1", "watchdog", …
    SKIP_WITHOUT_CORPUS();
    const auto records =
        split_sdr(corpus::bytes_of(std::filesystem::path(corpus::folder()) / "sdr/openipmi_ipmisim1.raw.bin"));
    const auto table = decode_sdr(records, DeviceId{}).value();
    ASSERT_FALSE(table.locators.empty());
    EXPECT_EQ(table.locators[0].name, "IPMI sim1");
    ASSERT_FALSE(table.sensors.empty());
    EXPECT_EQ(table.sensors[0].name, "watchdog");
    EXPECT_TRUE(table.sensors[0].event_only);
    EXPECT_EQ(table.sensors.size() + table.locators.size() + table.skipped.size(), records.size());
}

}  // namespace
}  // namespace ipmi::model
