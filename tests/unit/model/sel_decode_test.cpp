#include "model/sel_decode.hpp"

#include "base/hex.hpp"
#include "model/boot_progress.hpp"
#include "model/sdr_decode.hpp"
#include "unit/model/corpus.hpp"

namespace ipmi::model {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

RawSelRecord raw_of(const std::string& hex) {
    const auto bytes = from_hex(hex);
    EXPECT_TRUE(bytes && bytes->size() == 16) << hex;
    return split_sel(*bytes).front();
}

DeviceId dell() {
    DeviceId id;
    id.manufacturer_id = 674;
    id.product_id = 256;
    id.ipmi_version = 0x02;
    return id;
}

std::shared_ptr<const SensorTable> table_of(Sensor sensor) {
    SensorTable table;
    table.sensors.push_back(std::move(sensor));
    return std::make_shared<const SensorTable>(std::move(table));
}

SelRecord decoded(const std::string& hex, const DeviceId& device = {},
                  std::shared_ptr<const SensorTable> table = nullptr) {
    const auto decoder = SelDecoder::open(device, std::move(table));
    EXPECT_TRUE(decoder) << decoder.error().context;
    return decoder->decode(raw_of(hex));
}

Sensor inlet() {
    Sensor sensor;
    sensor.key = {0x20, 0, 4};
    sensor.name = "Inlet Temp";
    sensor.type = 1;
    sensor.event_reading_type = 1;
    sensor.unit = "C";
    sensor.conversion = {Conversion::Format::unsigned_, 0, 1, -128, 0, 0};
    return sensor;
}

TEST(SelDecode, ReadsTheFieldsOfASystemEvent) {
    const auto record = decoded("03 01 02 00 00 00 65 20 00 04 01 04 01 59 b0 af", {}, table_of(inlet()));
    EXPECT_EQ(record.id, 0x0103);
    EXPECT_EQ(record.record_type, 0x02);
    EXPECT_EQ(record.time, sys_seconds(seconds(0x65000000)));
    EXPECT_FALSE(record.time_since_boot);
    EXPECT_EQ(record.sensor, (SensorKey{0x20, 0, 4}));
    EXPECT_EQ(record.sensor_name, "Inlet Temp");
    EXPECT_EQ(record.sensor_type, "Temperature");
    EXPECT_EQ(record.event, "Upper Critical - going high");
    EXPECT_TRUE(record.asserted);
    EXPECT_EQ(record.severity, Severity::critical);
    EXPECT_EQ(record.undecoded, "");
}

TEST(SelDecode, ConvertsTheReadingAndTheThreshold) {
    const auto record = decoded("01 00 02 00 00 00 65 20 00 04 01 04 01 59 b0 af", {}, table_of(inlet()));
    EXPECT_EQ(record.trigger_value, 0xb0 - 128);
    EXPECT_EQ(record.trigger_threshold, 0xaf - 128);
    EXPECT_EQ(record.unit, "C");
    EXPECT_EQ(record.detail, "");
}

TEST(SelDecode, BelievesEventDataOnlyWhereItIsSaidToBeThere) {
    const auto neither = decoded("01 00 02 00 00 00 65 20 00 04 01 04 01 09 b0 af", {}, table_of(inlet()));
    EXPECT_FALSE(neither.trigger_value || neither.trigger_threshold);
    const auto value_only = decoded("01 00 02 00 00 00 65 20 00 04 01 04 01 49 b0 af", {}, table_of(inlet()));
    EXPECT_TRUE(value_only.trigger_value && !value_only.trigger_threshold);
}

TEST(SelDecode, ShowsRawNumbersWhereTheSensorIsNotKnown) {
    const auto record = decoded("01 00 02 00 00 00 65 20 00 04 01 05 01 59 b0 af", {}, table_of(inlet()));
    EXPECT_EQ(record.sensor_name, "#0x05");
    EXPECT_EQ(record.detail, "Sensor Reading = B0h; Threshold = AFh");
    EXPECT_EQ(record.part, "");
}

TEST(SelDecode, FindsTheSensorOfAnEventWithoutItsLun) {
    auto sensor = inlet();
    sensor.key.lun = 1;
    EXPECT_EQ(decoded("01 00 02 00 00 00 65 20 00 04 01 04 01 59 b0 af", {}, table_of(sensor)).sensor_name,
              "Inlet Temp");
    sensor.type = 2;
    EXPECT_EQ(decoded("01 00 02 00 00 00 65 20 00 04 01 04 01 59 b0 af", {}, table_of(sensor)).sensor_name, "#0x04");
}

TEST(SelDecode, CallsADeassertionOver) {
    const auto record = decoded("01 00 02 00 00 00 65 20 00 04 08 10 ef 01 ff ff");
    EXPECT_EQ(record.event, "Power Supply Failure detected");
    EXPECT_FALSE(record.asserted);
    EXPECT_EQ(record.severity, Severity::ok);
    EXPECT_TRUE(record.interpretation) << "FreeIPMI has a word for it all the same";
}

// FreeIPMI 1.6.10, ipmi-sel --interpret-oem-data on a Dell PowerEdge record: "Correctable memory error ; DIMM B3".
TEST(SelDecode, NamesTheMemoryModuleInTheVendorsWords) {
    const auto record = decoded("01 00 02 aa bb cc 5d 20 00 04 0c 53 6f a0 a1 04", dell());
    EXPECT_EQ(record.event, "Correctable memory error");
    EXPECT_EQ(record.detail, "DIMM B3");
    EXPECT_EQ(record.part, "DIMM_B3");
    EXPECT_EQ(record.severity, Severity::warning);
}

TEST(SelDecode, NamesTheMemoryModuleByItsNumber) {
    EXPECT_EQ(decoded("01 00 02 aa bb cc 5d 20 00 04 0c 53 6f 31 ff 02").part, "DIMM 2");
    EXPECT_EQ(decoded("01 00 02 aa bb cc 5d 20 00 04 0c 53 6f 31 ff ff").part, "");
    EXPECT_EQ(decoded("01 00 02 aa bb cc 5d 20 00 04 0c 53 6f 01 ff 02").part, "");
}

TEST(SelDecode, NamesThePartByTheEntityOfItsSensor) {
    SKIP_WITHOUT_CORPUS();
    const auto sdr = corpus::bytes_of(std::filesystem::path(corpus::folder()) / "sdr/infrasim_s2600wtt.sdr.bin");
    const auto table = decode_sdr(split_sdr(sdr), {});
    ASSERT_TRUE(table);
    const auto shared = std::make_shared<const SensorTable>(*table);
    const auto ps2 = std::find_if(shared->sensors.begin(), shared->sensors.end(),
                                  [](const Sensor& sensor) { return sensor.name == "PS2 Status"; });
    ASSERT_NE(ps2, shared->sensors.end());
    const auto record =
        decoded("01 00 02 00 00 00 65 20 00 04 08 " + to_hex(Bytes{ps2->key.number}) + " 6f 03 ff ff", {}, shared);
    EXPECT_EQ(record.sensor_name, "PS2 Status");
    EXPECT_EQ(record.part, "Power Supply 2");
    EXPECT_EQ(record.severity, Severity::critical);
}

TEST(SelDecode, TellsTimeFromNoTime) {
    const auto at = [](const std::string& time) { return decoded("01 00 02 " + time + " 20 00 04 01 04 01 59 b0 af"); };
    for (const auto* none : {"00 00 00 00", "ff ff ff ff"})
        EXPECT_FALSE(at(none).time || at(none).time_since_boot) << none;
    EXPECT_TRUE(!at("92 06 00 00").time && at("92 06 00 00").time_since_boot);
    EXPECT_TRUE(!at("00 00 00 20").time && at("00 00 00 20").time_since_boot);
    EXPECT_TRUE(!at("01 00 00 20").time && !at("01 00 00 20").time_since_boot);  // 1987: a clock that was never set
    EXPECT_TRUE(at("80 43 6d 38").time && !at("80 43 6d 38").time_since_boot);
}

TEST(SelDecode, SaysThatTheLogWasCleared) {
    EXPECT_TRUE(decoded("01 00 02 00 00 00 65 20 00 04 10 72 6f 02 ff ff").log_cleared);
    EXPECT_FALSE(decoded("01 00 02 00 00 00 65 20 00 04 10 72 6f 04 ff ff").log_cleared);
    EXPECT_FALSE(decoded("01 00 02 00 00 00 65 20 00 04 10 72 ef 02 ff ff").log_cleared);
}

TEST(SelDecode, ReadsOemRecords) {
    const auto timestamped = decoded("01 00 c1 00 00 00 65 a2 02 00 01 02 03 04 05 06");
    EXPECT_EQ(timestamped.event, "OEM record C1h");
    EXPECT_EQ(timestamped.detail, "Dell Inc.: 01 02 03 04 05 06");
    EXPECT_EQ(timestamped.time, sys_seconds(seconds(0x65000000)));
    EXPECT_FALSE(timestamped.sensor);
    EXPECT_EQ(timestamped.severity, Severity::ok);
    EXPECT_NE(timestamped.undecoded, "");
    const auto plain = decoded("01 00 e0 00 00 00 65 a2 02 00 01 02 03 04 05 06");
    EXPECT_EQ(plain.event, "OEM record E0h");
    EXPECT_EQ(plain.detail, "00 00 00 65 a2 02 00 01 02 03 04 05 06");
    EXPECT_FALSE(plain.time || plain.time_since_boot);
}

TEST(SelDecode, ReadsAKernelPanic) {
    const auto record = decoded("01 00 f0 20 01 4f 6f 70 73 3a 20 30 30 30 30 00");
    EXPECT_EQ(record.event, "Linux kernel panic");
    EXPECT_EQ(record.detail, "Oops: 0000");
    EXPECT_EQ(record.severity, Severity::critical);
    EXPECT_FALSE(record.interpretation) << "FreeIPMI has no word for it";
}

// kontron/python-ipmi tests/test_sel.py (corpus/sel/records.json)
TEST(SelDecode, ReadsAnOemEventType) {
    const auto record = decoded("ff 03 02 f7 61 ef 52 7e 00 04 f2 09 7f 00 ff ff");
    EXPECT_EQ(record.id, 0x03ff);
    EXPECT_EQ(record.sensor, (SensorKey{0x7e, 0, 0x09}));
    EXPECT_TRUE(record.asserted);
    EXPECT_NE(record.undecoded, "");
    EXPECT_EQ(record.severity, Severity::ok);
    EXPECT_NE(record.sensor_type, "");
}

TEST(SelDecode, ReadsAReservedRecordTypeAsAnEventAndSaysSo) {
    const auto record = decoded("01 00 00 00 00 00 65 20 00 04 0c 53 6f 01 ff ff");
    EXPECT_EQ(record.event, "Uncorrectable memory error");
    EXPECT_EQ(record.record_type, 0);
    EXPECT_EQ(record.undecoded, "record type 00h is reserved; read as a system event");
}

TEST(SelDecode, NeverFailsWhateverTheBytes) {
    const auto decoder = SelDecoder::open(dell(), table_of(inlet()));
    ASSERT_TRUE(decoder);
    std::uint32_t seed = 1;
    for (int round = 0; round < 20000; ++round) {
        RawSelRecord raw{};
        for (auto& byte : raw) byte = static_cast<std::uint8_t>((seed = seed * 1664525 + 1013904223) >> 24);
        if (round % 2 == 0) raw[2] = 0x02;
        const auto record = decoder->decode(raw);
        EXPECT_FALSE(record.event.empty()) << to_hex(raw);
    }
}

TEST(SelSplit, LeavesOutWhatIsShorterThanARecord) {
    EXPECT_TRUE(split_sel(Bytes(15)).empty());
    EXPECT_EQ(split_sel(Bytes(47)).size(), 2u);
}

TEST(BootProgress, TakesTheNewestWordOfTheFirmware) {
    const auto decoder = SelDecoder::open({}, nullptr);
    ASSERT_TRUE(decoder);
    const std::vector<RawSelRecord> log{raw_of("01 00 02 00 00 00 65 01 00 04 0f 10 6f c2 07 ff"),
                                        raw_of("02 00 02 01 00 00 65 01 00 04 0f 10 6f c2 06 ff"),
                                        raw_of("03 00 02 01 00 00 65 20 00 04 0c 53 6f 01 ff ff")};
    EXPECT_EQ(boot_progress(decode_sel(log, *decoder)), "System Firmware Progress: USB resource configuration");
    EXPECT_EQ(boot_progress({}), "");
}

}  // namespace
}  // namespace ipmi::model
