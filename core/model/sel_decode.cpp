#include "model/sel_decode.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "model/conversion.hpp"
#include "model/freeipmi_texts.hpp"
#include "model/sel_numbers.hpp"
#include "model/sel_pairing.hpp"
#include "model/sel_part.hpp"
#include "wire/reader.hpp"

namespace ipmi::model {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr std::uint8_t system_event = 0x02;
constexpr std::uint8_t first_oem_timestamped = 0xc0;
constexpr std::uint8_t first_oem = 0xe0;
constexpr std::uint8_t linux_panic = 0xf0;  // written by Linux's ipmi_msghandler: five bytes, then eleven of text

constexpr std::uint8_t threshold_type = 0x01;
constexpr std::uint8_t sensor_specific_type = 0x6f;
constexpr std::uint8_t memory = 0x0c;
constexpr std::uint8_t event_logging_disabled = 0x10;
constexpr std::uint8_t log_area_reset = 2;

// §37.1: up to 20000000h a time counts from the start of the BMC; ffffffffh is unspecified.
constexpr std::uint32_t last_pre_init = 0x20000000;

/// Table 32-1, bytes 8 to 16 of a system event record.
struct EventFields {
    SensorKey sensor{};
    std::uint8_t sensor_type = 0;
    std::uint8_t type = 0;  ///< 01h threshold, 02h-0Ch generic, 6Fh sensor-specific, 70h-7Fh OEM
    std::uint8_t offset = 0;
    bool asserted = true;
    std::uint8_t data_2_use =
        0;  ///< table 29-6: 0 unspecified, 1 trigger reading or previous state, 2 OEM, 3 sensor-specific
    std::uint8_t data_3_use = 0;  ///< the same; 1: trigger threshold
    std::uint8_t data_2 = 0;
    std::uint8_t data_3 = 0;
};

EventFields fields_of(const RawSelRecord& raw) {
    wire::Reader in(ByteView(raw).subspan(7));
    EventFields fields;
    fields.sensor.owner = in.u8();
    fields.sensor.lun = in.u8() & 0x03;
    in.skip(1);  // event message format
    fields.sensor_type = in.u8();
    fields.sensor.number = in.u8();
    const auto direction_and_type = in.u8();
    fields.asserted = (direction_and_type & 0x80) == 0;
    fields.type = direction_and_type & 0x7f;
    const auto data_1 = in.u8();
    fields.offset = data_1 & 0x0f;
    fields.data_2_use = data_1 >> 6;
    fields.data_3_use = data_1 >> 4 & 0x03;
    fields.data_2 = in.u8();
    fields.data_3 = in.u8();
    return fields;
}

void set_time(SelRecord& record) {
    const auto time = wire::Reader(ByteView(record.raw).subspan(3)).u32();
    if (time == 0 || time == unspecified_time) return;
    record.time_since_boot = time <= last_pre_init;
    if (time >= year_2000) record.time = sys_seconds(seconds(time));
}

/// The library names only what its tables know; the rest it numbers.
bool is_a_number_only(std::string_view text) {
    return text.empty() || text.starts_with("Event Offset =") || text.starts_with("OEM Event Offset =") ||
           text.starts_with("OEM Event =");
}

void convert_trigger(SelRecord& record, const EventFields& fields, const Sensor& sensor) {
    if (fields.type != threshold_type || !sensor.is_analog() || is_non_linear(sensor.conversion)) return;
    if (fields.data_2_use == 1) record.trigger_value = to_value(sensor.conversion, fields.data_2);
    if (fields.data_3_use == 1) record.trigger_threshold = to_value(sensor.conversion, fields.data_3);
    if (record.trigger_value || record.trigger_threshold) record.unit = sensor.unit;
}

std::string part_of(const SelRecord& record, const EventFields& fields, const Sensor* sensor) {
    if (auto part = part_in_text(record.detail); !part.empty()) return part;
    const auto named = sensor != nullptr ? part_in_text(sensor->name) : std::string();
    if (named.find("DIMM") != std::string::npos) return named;
    // Table 42-3, sensor type 0Ch: event data 3 is the module's number within the sensor's entity.
    if (fields.sensor_type == memory && fields.type == sensor_specific_type && fields.data_3_use == 3 &&
        fields.data_3 != 0xff)
        return fmt::format("DIMM {}", fields.data_3);
    if (sensor == nullptr) return {};
    auto entity = part_of_entity(sensor->entity);
    return entity.empty() ? named : entity;
}

}  // namespace

Result<SelDecoder> SelDecoder::open(const DeviceId& device, std::shared_ptr<const SensorTable> table) {
    auto texts = SelTexts::open(device);
    if (!texts) return std::unexpected(texts.error());
    return SelDecoder(std::move(*texts), std::move(table));
}

// Firmware leaves the LUN out of its events; the owner and the number must do then, if the type fits.
const Sensor* SelDecoder::find(const SensorKey& key, std::uint8_t type) const {
    if (!table_) return nullptr;
    const Sensor* without_lun = nullptr;
    for (const auto& sensor : table_->sensors) {
        if (sensor.key == key) return &sensor;
        if (sensor.key.owner == key.owner && sensor.key.number == key.number && sensor.type == type)
            without_lun = &sensor;
    }
    return without_lun;
}

void SelDecoder::decode_event(SelRecord& record) const {
    const auto fields = fields_of(record.raw);
    record.sensor = fields.sensor;
    record.asserted = fields.asserted;
    const auto* sensor = find(fields.sensor, fields.sensor_type);
    record.sensor_name = sensor != nullptr ? sensor->name : fmt::format("#0x{:02x}", fields.sensor.number);

    auto known = record.raw;
    known[2] = system_event;  // some firmware leaves the type at 0; the library would not read on
    record.sensor_type = texts_.sensor_type(known);
    if (record.sensor_type.empty()) record.sensor_type = fmt::format("Type {:02x}h", fields.sensor_type);
    record.event = texts_.event(known);
    if (is_a_number_only(record.event)) {
        if (record.undecoded.empty())
            record.undecoded = fmt::format("no table knows offset {} of event type {:02x}h, sensor type {:02x}h",
                                           fields.offset, fields.type, fields.sensor_type);
        if (record.event.empty()) record.event = fmt::format("Event Offset = {:02X}h", fields.offset);
    }
    if (sensor != nullptr) convert_trigger(record, fields, *sensor);
    // Raw numbers beside converted ones would only confuse.
    if (!record.trigger_value && !record.trigger_threshold) record.detail = texts_.event_data(known);
    record.part = part_of(record, fields, sensor);

    // A deassertion ends something: whatever it was, it is over. The library calls some of them critical.
    record.interpretation = texts_.severity(known);
    if (fields.asserted) record.severity = record.interpretation.value_or(Severity::ok);
    record.log_cleared = fields.sensor_type == event_logging_disabled && fields.type == sensor_specific_type &&
                         fields.offset == log_area_reset && fields.asserted;
}

void SelDecoder::decode_oem(SelRecord& record) const {
    const ByteView raw(record.raw);
    record.interpretation = texts_.severity(record.raw);
    if (record.record_type == linux_panic) {
        const auto text = as_text(raw.subspan(5));
        record.event = "Linux kernel panic";
        record.detail = clean_text(text.substr(0, text.find('\0')));
        record.severity = Severity::critical;
        return;
    }
    record.event = fmt::format("OEM record {:02X}h", record.record_type);
    const bool timestamped = record.record_type < first_oem;
    const auto manufacturer = timestamped ? wire::Reader(raw.subspan(7)).u24() & 0xfffffu : 0u;
    const auto who = timestamped ? manufacturer_name(manufacturer) : std::string();
    record.detail = texts_.oem(record.raw);
    if (record.detail.empty() || record.detail.starts_with("OEM defined")) {
        record.detail = to_hex(raw.subspan(timestamped ? 10 : 3), " ");
        record.undecoded = "no table knows this vendor's record";
    }
    if (timestamped)
        record.detail =
            fmt::format("{}: {}", who.empty() ? fmt::format("manufacturer {}", manufacturer) : who, record.detail);
}

SelRecord SelDecoder::decode(const RawSelRecord& raw) const {
    SelRecord record;
    record.raw = raw;
    record.id = wire::Reader(raw).u16();
    record.record_type = raw[2];
    if (record.record_type < first_oem) set_time(record);
    if (record.record_type >= first_oem_timestamped) {
        decode_oem(record);
        return record;
    }
    if (record.record_type != system_event)
        record.undecoded = fmt::format("record type {:02x}h is reserved; read as a system event", record.record_type);
    decode_event(record);
    return record;
}

std::vector<SelRecord> decode_sel(std::span<const RawSelRecord> records, const SelDecoder& decoder) {
    std::vector<SelRecord> decoded;
    decoded.reserve(records.size());
    for (const auto& raw : records) decoded.push_back(decoder.decode(raw));
    pair_events(decoded);
    return decoded;
}

std::vector<RawSelRecord> split_sel(ByteView concatenated) {
    std::vector<RawSelRecord> records;
    for (; concatenated.size() >= RawSelRecord{}.size(); concatenated = concatenated.subspan(RawSelRecord{}.size()))
        std::copy_n(concatenated.begin(), RawSelRecord{}.size(), records.emplace_back().begin());
    return records;
}

}  // namespace ipmi::model
