#include "model/sdr_decode.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "model/conversion.hpp"
#include "model/freeipmi_texts.hpp"
#include "model/sdr_record.hpp"

namespace ipmi::model {
namespace {

constexpr std::uint8_t first_device_relative = 0x60;
constexpr unsigned state_count = 15;

Entity make_entity(std::uint8_t id, std::uint8_t instance, const Texts& texts) {
    Entity entity;
    entity.id = id;
    entity.instance = instance;
    auto name = texts.entity(id);
    if (name.empty()) name = fmt::format("Entity {:02x}h", id);
    // §39.1: 60h-7Fh count within their device; people count from one.
    const unsigned shown = instance >= first_device_relative ? instance - first_device_relative + 1u : instance;
    entity.name = shown == 0 ? name : fmt::format("{} {}", name, shown);
    return entity;
}

// §43.2: 0 is A, 26 is AA.
std::string alphabetic_suffix(unsigned value) {
    std::string text;
    for (++value; value > 0; value /= 26) {
        --value;
        text.insert(text.begin(), static_cast<char>('A' + value % 26));
    }
    return text;
}

// §43.2: the suffix follows the name. Dell's iDRAC ends the name with the first number instead ("Drive 15" for 15 to
// 29).
std::string shared_name(const SensorRecord& record, unsigned index) {
    if (record.sharing.count <= 1) return record.name;
    const unsigned value = record.sharing.first_suffix + index;
    if (record.sharing.alphabetic) return record.name + alphabetic_suffix(value);
    const auto last_text = record.name.find_last_not_of("0123456789");
    const auto digits = last_text == std::string::npos ? record.name : record.name.substr(last_text + 1);
    if (digits.empty() || digits.size() > 4) return record.name + std::to_string(value);
    const auto stem = record.name.substr(0, record.name.size() - digits.size());
    return stem + std::to_string(std::stoul(digits) + value);
}

bool has_analog_reading(const SensorRecord& record) {
    if (!record.full || record.conversion.format == Conversion::Format::none) return false;
    // Firmware leaves the format of discrete sensors at "unsigned"; a number without a unit is then no number.
    return record.event_reading_type == 0x01 || record.unit.base != 0;
}

// Table 43-1, byte 12, bits 3:2: none, readable, settable, fixed.
std::uint8_t readable_thresholds(const SensorRecord& record) {
    if (record.event_reading_type != 0x01 || (record.capabilities >> 2 & 3) == 0) return 0;
    return record.reading_mask & 0x3f;
}

void fill_analog(Sensor& sensor, const SensorRecord& record, const Texts& texts) {
    if (!has_analog_reading(record)) return;
    sensor.unit = texts.unit(record.unit);
    sensor.percentage = (record.unit.flags & 1) != 0;
    sensor.conversion = record.conversion;
    sensor.readable_thresholds = readable_thresholds(record);
    sensor.thresholds = convert_thresholds(sensor.conversion, record.thresholds, sensor.readable_thresholds);
    const bool has_hysteresis = (record.capabilities >> 4 & 3) != 0;
    if (has_hysteresis && record.positive_hysteresis != 0)
        sensor.positive_hysteresis = to_distance(sensor.conversion, record.positive_hysteresis);
    if (has_hysteresis && record.negative_hysteresis != 0)
        sensor.negative_hysteresis = to_distance(sensor.conversion, record.negative_hysteresis);
    if ((record.analog_flags & 1) != 0) sensor.nominal = to_value(sensor.conversion, record.nominal);
    if ((record.analog_flags & 2) != 0) sensor.normal_maximum = to_value(sensor.conversion, record.normal_maximum);
    if ((record.analog_flags & 4) != 0) sensor.normal_minimum = to_value(sensor.conversion, record.normal_minimum);
    if (record.sensor_maximum != record.sensor_minimum) {  // equal: the firmware left them out
        sensor.sensor_maximum = to_value(sensor.conversion, record.sensor_maximum);
        sensor.sensor_minimum = to_value(sensor.conversion, record.sensor_minimum);
    }
}

/// Entity Presence, "Entity Absent" (25h, offset 1), and "Device Removed/Device Absent" of the generic type 08h. IPMI
/// v2.0 rev 1.1, tables 42-2 and 42-3.
bool says_absent(const SensorRecord& record, unsigned offset) {
    constexpr std::uint8_t sensor_specific = 0x6f;
    constexpr std::uint8_t entity_presence = 0x25;
    constexpr std::uint8_t device_presence = 0x08;
    if (record.event_reading_type == sensor_specific) return record.type == entity_presence && offset == 1;
    return record.event_reading_type == device_presence && offset == 0;
}

void fill_states(Sensor& sensor, const SensorRecord& record, const Texts& texts) {
    if (sensor.is_threshold()) return;
    sensor.state_mask = record.reading_mask & 0x7fff;
    for (unsigned offset = 0; offset < state_count; ++offset) {
        StateMeaning meaning;
        meaning.text = texts.state(record.event_reading_type, record.type, record.key.number, offset);
        const auto bit = static_cast<std::uint16_t>(1u << offset);
        meaning.absent = says_absent(record, offset);
        if (!meaning.text.empty())
            meaning.severity = texts.severity(record.event_reading_type, record.type, bit);
        sensor.states.push_back(std::move(meaning));
    }
    while (!sensor.states.empty() && sensor.states.back() == StateMeaning{}) sensor.states.pop_back();
    const auto without_state = texts.interpretation(record.event_reading_type, record.type, 0);
    sensor.interpreted = without_state.has_value();
    sensor.no_state_severity = without_state.value_or(Severity::ok);
}

Sensor describe(const SensorRecord& record, std::uint16_t record_id, unsigned index, const Texts& texts) {
    Sensor sensor;
    sensor.record_id = record_id;
    if (record.sharing.count > 1) sensor.record_name = record.name;
    sensor.key = record.key;
    sensor.key.number = static_cast<std::uint8_t>(record.key.number + index);
    const auto step = record.sharing.entity_instance_counts ? index : 0u;
    sensor.entity =
        make_entity(record.entity_id, static_cast<std::uint8_t>((record.entity_instance + step) & 0x7f), texts);
    sensor.type = record.type;
    sensor.type_name = texts.sensor_type(record.type, record.event_reading_type);
    if (sensor.type_name.empty()) sensor.type_name = fmt::format("Type {:02x}h", record.type);
    sensor.event_reading_type = record.event_reading_type;
    sensor.event_only = record.event_only;
    sensor.name = shared_name(record, index);
    if (sensor.name.empty()) sensor.name = fmt::format("{} #{:02x}h", sensor.type_name, sensor.key.number);
    fill_analog(sensor, record, texts);
    fill_states(sensor, record, texts);
    return sensor;
}

void add(SensorTable& table, const SdrRecord& record, const Texts& texts) {
    if (const auto* sensor = std::get_if<SensorRecord>(&record.body)) {
        for (unsigned index = 0; index < sensor->sharing.count; ++index) {
            if (sensor->key.number + index > 0xfe) {  // ffh is reserved
                table.skipped.push_back({record.header.record_id, "shared sensor numbers run past the last one"});
                break;
            }
            table.sensors.push_back(describe(*sensor, record.header.record_id, index, texts));
        }
    } else if (const auto* found = std::get_if<LocatorRecord>(&record.body)) {
        auto locator = found->locator;
        locator.entity = make_entity(locator.entity.id, locator.entity.instance, texts);
        table.locators.push_back(std::move(locator));
    }
}

}  // namespace

Result<SensorTable> decode_sdr(std::span<const Bytes> records, const DeviceId& device) {
    const auto texts = Texts::open(device);
    if (!texts) return std::unexpected(texts.error());
    SensorTable table;
    for (const auto& raw : records) {
        ++table.record_count;
        const auto record = parse_sdr(raw);
        if (record) {
            add(table, *record, *texts);
            continue;
        }
        const auto id = raw.size() >= 2 ? static_cast<std::uint16_t>(raw[0] | raw[1] << 8) : std::uint16_t{0};
        table.skipped.push_back({id, record.error().context});
    }
    table.records_expected = table.record_count;
    assign_labels(table.sensors);
    return table;
}

std::vector<Bytes> split_sdr(ByteView concatenated) {
    std::vector<Bytes> records;
    while (concatenated.size() >= sdr_header_size_bytes) {
        const std::size_t size = sdr_header_size_bytes + concatenated[4];
        if (size > concatenated.size()) break;
        records.emplace_back(concatenated.begin(), concatenated.begin() + static_cast<std::ptrdiff_t>(size));
        concatenated = concatenated.subspan(size);
    }
    return records;
}

Thresholds convert_thresholds(const Conversion& conversion, const std::array<std::uint8_t, threshold_count>& raw,
                              std::uint8_t readable) {
    Thresholds out;
    bool any_set = false;
    for (std::size_t i = 0; i < threshold_count; ++i) {
        if ((readable >> i & 1) == 0) continue;
        any_set = any_set || raw[i] != 0;
        out.values[i] = to_value(conversion, raw[i]);
    }
    if (!any_set) return {};
    // Equal neighbours are common (critical = non-recoverable); lower above upper, or warning beyond critical, is
    // nonsense.
    static constexpr ThresholdKind rising[] = {
        ThresholdKind::lower_non_recoverable, ThresholdKind::lower_critical, ThresholdKind::lower_non_critical,
        ThresholdKind::upper_non_critical,    ThresholdKind::upper_critical, ThresholdKind::upper_non_recoverable};
    std::optional<double> before;
    bool before_is_upper = false;
    for (const auto kind : rising) {
        const auto& value = out[kind];
        if (!value) continue;
        const bool crosses = before && is_upper(kind) != before_is_upper;
        if (before && (*value < *before || (crosses && *value <= *before))) return {};
        before = value;
        before_is_upper = is_upper(kind);
    }
    return out;
}

}  // namespace ipmi::model
