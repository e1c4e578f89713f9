#include "model/sdr_decode.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "base/hex.hpp"
#include "model/freeipmi_library.hpp"
#include "model/sdr_record.hpp"

namespace ipmi::model {
namespace {

// beingj/rawsel and Kontron python-ipmi tests/test_sdr.py: A2:Vcc 12V, a full record.
constexpr const char* vcc_12v =
    "1700510135170051013517005101353285321b1b000400003b01000100d007ccf4a6ff0000fef5008ea50404000000ca41323a56636320313256";
// Dell R630 Inlet Temp (ipmi-rs dell_r630.rs): readable thresholds of all four kinds, normal range specified.
constexpr const char* inlet_temp =
    "120051013520000407017f680101853285321b0900010000010280c230000797c58bff00ffafaa0079830101000000ca496e6c65742054656d70";
// Dell R730: DIMM sensors A1 to A12 in one compact record.
constexpr const char* dimm_a = "520051021d2000c020016fc00c6f000000006200c000000c01000000000000c24120";
// Dell R730: drives 15 to 29.
constexpr const char* drives = "9e005102232000af07016fc00d6f03000300ff01c000000f00000000000000c84472697665203135";
// Dell R730: iDRAC8, a management controller locator; System Board, a FRU locator.
constexpr const char* controller = "0300511211200000df000000070100c6694452414338";
constexpr const char* fru = "040051111720008000000902070100cc53797374656d20426f617264";

SensorTable decode(std::initializer_list<const char*> records) {
    std::vector<Bytes> raw;
    for (const auto* record : records) raw.push_back(from_hex(record).value());
    return decode_sdr(raw, DeviceId{}).value();
}

TEST(SdrDecode, ReadsAFullRecord) {
    const auto table = decode({inlet_temp});
    ASSERT_EQ(table.sensors.size(), 1u);
    const auto& sensor = table.sensors[0];
    EXPECT_EQ(sensor.name, "Inlet Temp");
    EXPECT_EQ(sensor.label, "Inlet Temp");
    EXPECT_EQ(to_string(sensor.key), "32.0.4");
    EXPECT_EQ(sensor.entity.name, "System Board 1");
    EXPECT_EQ(sensor.type_name, "Temperature");
    EXPECT_EQ(sensor.unit, "C");
    EXPECT_EQ(sensor.thresholds[ThresholdKind::upper_critical], 47);
    EXPECT_EQ(sensor.thresholds[ThresholdKind::upper_non_critical], 42);
    EXPECT_EQ(sensor.thresholds[ThresholdKind::lower_non_critical], 3);
    EXPECT_EQ(sensor.thresholds[ThresholdKind::lower_critical], -7);
    EXPECT_EQ(sensor.thresholds[ThresholdKind::upper_non_recoverable], std::nullopt);
    EXPECT_EQ(sensor.positive_hysteresis, 1);
    EXPECT_EQ(sensor.nominal, 23);
    EXPECT_EQ(sensor.normal_maximum, 69);
    EXPECT_EQ(sensor.normal_minimum, 11);
    EXPECT_EQ(table.record_count, 1);
    EXPECT_TRUE(table.complete());
}

TEST(SdrDecode, ExpandsSharedRecords) {
    const auto table = decode({dimm_a, drives});
    ASSERT_EQ(table.sensors.size(), 27u);
    EXPECT_EQ(table.sensors[0].name, "A1");
    EXPECT_EQ(table.sensors[0].key.number, 0xc0);
    EXPECT_EQ(table.sensors[11].name, "A12");
    EXPECT_EQ(table.sensors[11].key.number, 0xcb);
    EXPECT_EQ(table.sensors[12].name, "Drive 15");
    EXPECT_EQ(table.sensors[26].name, "Drive 29");
    EXPECT_EQ(table.sensors[26].entity.instance, 1) << "one entity for all";
}

TEST(SdrDecode, RemembersTheRecordOfASensor) {
    const auto table = decode({inlet_temp, drives});
    EXPECT_EQ(table.sensors[0].record_id, 0x12);
    EXPECT_EQ(table.sensors[0].record_name, "") << "its own record: the name is all there is";
    EXPECT_EQ(table.sensors[1].record_id, 0x9e);
    EXPECT_EQ(table.sensors[15].record_id, 0x9e);
    EXPECT_EQ(table.sensors[15].record_name, "Drive 15");
}

TEST(SdrDecode, SaysWhereNoTableJudgesTheStates) {
    auto record = from_hex(drives).value();
    EXPECT_TRUE(decode({drives}).sensors[0].interpreted);
    record[12] = 0xc5;  // an OEM sensor type, its states by an OEM table
    record[13] = 0x70;
    const std::vector<Bytes> records{record};
    const auto table = decode_sdr(records, DeviceId{}).value();
    EXPECT_FALSE(table.sensors[0].interpreted);
    EXPECT_EQ(table.sensors[0].no_state_severity, Severity::ok);
}

TEST(SdrDecode, CountsTheSuffixInLettersAndTheEntityInstance) {
    auto record = from_hex(dimm_a).value();
    record[23] = 0x13;  // three sensors, alphabetic
    record[24] = 0x99;  // the entity instance counts, first suffix 25
    const std::vector<Bytes> records{record};
    const auto table = decode_sdr(records, DeviceId{}).value();
    ASSERT_EQ(table.sensors.size(), 3u);
    EXPECT_EQ(table.sensors[0].name, "AZ");
    EXPECT_EQ(table.sensors[1].name, "AAA") << "A, then AA for 26";
    EXPECT_EQ(table.sensors[2].name, "AAB");
    EXPECT_EQ(table.sensors[2].entity.instance, 3);
    EXPECT_EQ(table.sensors[2].entity.name, "Memory Device 3");
}

TEST(SdrDecode, ReadsLocators) {
    const auto table = decode({controller, fru});
    ASSERT_EQ(table.locators.size(), 2u);
    EXPECT_EQ(table.locators[0].kind, Locator::Kind::management_controller);
    EXPECT_EQ(table.locators[0].name, "iDRAC8");
    EXPECT_EQ(table.locators[0].capabilities, 0xdf);
    EXPECT_EQ(table.locators[1].kind, Locator::Kind::fru);
    EXPECT_EQ(table.locators[1].name, "System Board");
    EXPECT_TRUE(table.locators[1].logical_fru);
    EXPECT_EQ(table.locators[1].device_address, 0x20);
    EXPECT_EQ(table.locators[1].entity.name, "System Board 1");
}

TEST(SdrDecode, NamesDeviceRelativeEntitiesFromOne) {
    auto record = from_hex(inlet_temp).value();
    record[8] = 0x0a;
    record[9] = 0x60;
    const std::vector<Bytes> records{record};
    EXPECT_EQ(decode_sdr(records, DeviceId{}).value().sensors[0].entity.name, "Power Supply 1");
}

TEST(SdrDecode, GivesTextsAndSeveritiesOfStates) {
    const auto table = decode({"280051022320005a0a01674f08 6f 7f 00 7f 00 7f 00 c0 00 00 01 00 00 00 00 00 00 00 c8 50532053746174 75"});
    ASSERT_EQ(table.sensors.size(), 1u);
    const auto& sensor = table.sensors[0];
    EXPECT_EQ(sensor.type_name, "Power Supply");
    ASSERT_GE(sensor.states.size(), 4u);
    EXPECT_EQ(sensor.states[0].text, "Presence detected");
    EXPECT_EQ(sensor.states[0].severity, Severity::ok);
    EXPECT_EQ(sensor.states[1].text, "Power Supply Failure detected");
    EXPECT_EQ(sensor.states[1].severity, Severity::critical);
    EXPECT_EQ(sensor.states[3].severity, Severity::critical) << sensor.states[3].text;
}

TEST(SdrDecode, SkipsABadRecordAndGoesOn) {
    const auto table = decode({"0100510135200004", inlet_temp, "", "7700"});
    EXPECT_EQ(table.sensors.size(), 1u);
    ASSERT_EQ(table.skipped.size(), 3u);
    EXPECT_EQ(table.skipped[0].record_id, 1);
    EXPECT_EQ(table.skipped[0].why, "SDR 0001h: 3 of 53 bytes");
    EXPECT_EQ(table.skipped[2].record_id, 0x77);
    EXPECT_EQ(table.record_count, 4);
}

TEST(SdrDecode, RejectsEveryTruncationOfEachKind) {
    for (const auto* text : {vcc_12v, dimm_a, fru, controller}) {
        const auto whole = from_hex(text).value();
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const ByteView cut(whole.data(), size);
            EXPECT_FALSE(parse_sdr(cut)) << text << ' ' << size;
        }
        auto honest = whole;  // shorter, and saying so
        honest.resize(15);
        honest[4] = 10;
        EXPECT_FALSE(parse_sdr(honest)) << text;
    }
}

TEST(SdrDecode, SurvivesRandomRecords) {
    std::mt19937 random(20261123);
    std::vector<Bytes> records;
    for (int i = 0; i < 3000; ++i) {
        Bytes record(5 + random() % 70);
        for (auto& byte : record) byte = static_cast<std::uint8_t>(random());
        record[3] = static_cast<std::uint8_t>(1 + i % 3);
        record[4] = static_cast<std::uint8_t>(record.size() - 5);
        records.push_back(std::move(record));
    }
    const auto table = decode_sdr(records, DeviceId{}).value();
    EXPECT_GT(table.sensors.size(), 1000u);
    std::set<std::string> labels;
    for (const auto& sensor : table.sensors) EXPECT_TRUE(labels.insert(sensor.label).second) << sensor.label;
}

TEST(SdrLabels, AddWhatTellsSensorsApart) {
    std::vector<Sensor> sensors(5);
    for (auto& sensor : sensors) sensor.name = "Temp";
    sensors[0].entity.name = "Processor 1";
    sensors[1].entity.name = "Processor 2";
    sensors[2].entity.name = "Processor 2";
    sensors[2].key.number = 7;
    sensors[3].name = "Fan1";
    sensors[4].name = "Fan1";  // the very same sensor described twice
    assign_labels(sensors);
    EXPECT_EQ(sensors[0].label, "Temp (Processor 1)");
    EXPECT_EQ(sensors[1].label, "Temp (Processor 2) #00h");
    EXPECT_EQ(sensors[2].label, "Temp (Processor 2) #07h");
    EXPECT_NE(sensors[3].label, sensors[4].label);
}

TEST(SdrThresholds, AllZeroOrUnorderedAreNoLimits) {
    Conversion c;
    c.format = Conversion::Format::unsigned_;
    c.m = 1;
    const auto limits = [&c](std::array<std::uint8_t, 6> raw, std::uint8_t mask) { return convert_thresholds(c, raw, mask); };
    EXPECT_EQ(limits({0, 0, 0, 0, 0, 0}, 0x3f), Thresholds{});
    EXPECT_EQ(limits({10, 5, 0, 60, 50, 0}, 0x1b), Thresholds{}) << "warning beyond critical";
    EXPECT_EQ(limits({70, 5, 0, 60, 80, 0}, 0x1b), Thresholds{}) << "lower above upper";
    EXPECT_EQ(limits({10, 10, 10, 60, 60, 60}, 0x3f)[ThresholdKind::upper_critical], 60) << "equal neighbours";
    EXPECT_EQ(limits({10, 5, 0, 60, 80, 0}, 0x1b)[ThresholdKind::lower_non_recoverable], std::nullopt) << "not readable";
    EXPECT_EQ(limits({0, 0, 0, 60, 80, 0}, 0x1b)[ThresholdKind::lower_critical], 0) << "zero is a limit where others are not";
    c.m = -1;  // falling: the raw order is the other way round
    EXPECT_EQ(limits({60, 70, 0, 20, 10, 0}, 0x1b)[ThresholdKind::upper_critical], -10);
}

TEST(FreeIpmiLibrary, SaysWhatToInstallWhenMissing) {
    const auto library = load_freeipmi("libfreeipmi.so.nonexistent");
    ASSERT_FALSE(library);
    EXPECT_EQ(library.error().code, Errc::local);
    EXPECT_NE(library.error().context.find("install the package libfreeipmi17"), std::string::npos);
    EXPECT_FALSE(load_freeipmi("libm.so.6")) << "a library without the functions";
}

}  // namespace
}  // namespace ipmi::model
