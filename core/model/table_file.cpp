#include "model/table_file.hpp"

#include "wire/optional_number.hpp"

namespace ipmi::model {
namespace {

constexpr std::uint16_t table_version = 3;  // raise it with every change below: old files are read anew from the BMC

void put(wire::Writer& out, const std::string& text) {
    const auto size = std::min<std::size_t>(text.size(), 0xffff);
    out.u16(static_cast<std::uint16_t>(size));
    out.bytes(as_bytes(std::string_view(text).substr(0, size)));
}
std::string take_text(wire::Reader& in) {
    const auto size = in.u16();
    return std::string(as_text(in.bytes(size)));
}

void put(wire::Writer& out, const Entity& entity) {
    out.u8(entity.id);
    out.u8(entity.instance);
    put(out, entity.name);
}
Entity take_entity(wire::Reader& in) {
    Entity entity;
    entity.id = in.u8();
    entity.instance = in.u8();
    entity.name = take_text(in);
    return entity;
}

Severity take_severity(wire::Reader& in) {
    const auto value = in.u8();
    if (value > static_cast<std::uint8_t>(Severity::unknown)) in.fail();
    return static_cast<Severity>(value);
}

void put(wire::Writer& out, const Sensor& sensor) {
    out.u8(sensor.key.owner);
    out.u8(sensor.key.lun);
    out.u8(sensor.key.number);
    put(out, sensor.name);
    put(out, sensor.label);
    put(out, sensor.entity);
    out.u8(sensor.type);
    put(out, sensor.type_name);
    out.u8(sensor.event_reading_type);
    out.u8(static_cast<std::uint8_t>((sensor.event_only ? 1 : 0) | (sensor.percentage ? 2 : 0) |
                                     (sensor.interpreted ? 4 : 0)));
    out.u16(sensor.record_id);
    put(out, sensor.record_name);
    put(out, sensor.unit);
    out.u8(static_cast<std::uint8_t>(sensor.conversion.format));
    out.u8(sensor.conversion.linearization);
    out.u16(static_cast<std::uint16_t>(sensor.conversion.m));
    out.u16(static_cast<std::uint16_t>(sensor.conversion.b));
    out.u8(static_cast<std::uint8_t>(sensor.conversion.b_exponent));
    out.u8(static_cast<std::uint8_t>(sensor.conversion.r_exponent));
    for (const auto& threshold : sensor.thresholds.values) put(out, threshold);
    out.u8(sensor.readable_thresholds);
    for (const auto* value :
         {&sensor.positive_hysteresis, &sensor.negative_hysteresis, &sensor.nominal, &sensor.normal_minimum,
          &sensor.normal_maximum, &sensor.sensor_minimum, &sensor.sensor_maximum})
        put(out, *value);
    out.u16(sensor.state_mask);
    out.u8(static_cast<std::uint8_t>(sensor.states.size()));
    for (const auto& state : sensor.states) {
        put(out, state.text);
        out.u8(static_cast<std::uint8_t>(state.severity));
        out.u8(state.absent ? 1 : 0);
    }
    out.u8(static_cast<std::uint8_t>(sensor.no_state_severity));
}

Sensor take_sensor(wire::Reader& in) {
    Sensor sensor;
    sensor.key.owner = in.u8();
    sensor.key.lun = in.u8();
    sensor.key.number = in.u8();
    sensor.name = take_text(in);
    sensor.label = take_text(in);
    sensor.entity = take_entity(in);
    sensor.type = in.u8();
    sensor.type_name = take_text(in);
    sensor.event_reading_type = in.u8();
    const auto flags = in.u8();
    sensor.event_only = (flags & 1) != 0;
    sensor.percentage = (flags & 2) != 0;
    sensor.interpreted = (flags & 4) != 0;
    sensor.record_id = in.u16();
    sensor.record_name = take_text(in);
    sensor.unit = take_text(in);
    const auto format = in.u8();
    if (format > static_cast<std::uint8_t>(Conversion::Format::none)) in.fail();
    sensor.conversion.format = static_cast<Conversion::Format>(format);
    sensor.conversion.linearization = in.u8();
    sensor.conversion.m = static_cast<std::int16_t>(in.u16());
    sensor.conversion.b = static_cast<std::int16_t>(in.u16());
    sensor.conversion.b_exponent = static_cast<std::int8_t>(in.u8());
    sensor.conversion.r_exponent = static_cast<std::int8_t>(in.u8());
    for (auto& threshold : sensor.thresholds.values) threshold = take_number(in);
    sensor.readable_thresholds = in.u8();
    for (auto* value : {&sensor.positive_hysteresis, &sensor.negative_hysteresis, &sensor.nominal,
                        &sensor.normal_minimum, &sensor.normal_maximum, &sensor.sensor_minimum, &sensor.sensor_maximum})
        *value = take_number(in);
    sensor.state_mask = in.u16();
    const auto states = in.u8();
    if (states > 16) in.fail();
    for (std::uint8_t i = 0; i < states && !in.failed(); ++i) {
        auto text = take_text(in);
        const auto severity = take_severity(in);
        sensor.states.push_back({std::move(text), severity, in.u8() != 0});
    }
    sensor.no_state_severity = take_severity(in);
    return sensor;
}

void put(wire::Writer& out, const Locator& locator) {
    out.u8(static_cast<std::uint8_t>(locator.kind));
    out.u8(locator.device_address);
    out.u8(locator.fru_id);
    out.u8(locator.logical_fru ? 1 : 0);
    out.u8(locator.capabilities);
    put(out, locator.entity);
    put(out, locator.name);
}

Locator take_locator(wire::Reader& in) {
    Locator locator;
    const auto kind = in.u8();
    if (kind > static_cast<std::uint8_t>(Locator::Kind::generic_device)) in.fail();
    locator.kind = static_cast<Locator::Kind>(kind);
    locator.device_address = in.u8();
    locator.fru_id = in.u8();
    locator.logical_fru = in.u8() != 0;
    locator.capabilities = in.u8();
    locator.entity = take_entity(in);
    locator.name = take_text(in);
    return locator;
}

}  // namespace

Bytes encode_table(const SensorTable& table) {
    Bytes bytes;
    wire::Writer out(bytes);
    out.u16(table_version);
    out.u16(table.record_count);
    out.u16(table.records_expected);
    out.u32(static_cast<std::uint32_t>(table.sensors.size()));
    for (const auto& sensor : table.sensors) put(out, sensor);
    out.u32(static_cast<std::uint32_t>(table.locators.size()));
    for (const auto& locator : table.locators) put(out, locator);
    out.u32(static_cast<std::uint32_t>(table.skipped.size()));
    for (const auto& record : table.skipped) {
        out.u16(record.record_id);
        put(out, record.why);
    }
    return bytes;
}

Result<SensorTable> decode_table(ByteView bytes) {
    wire::Reader in(bytes);
    SensorTable table;
    if (in.u16() != table_version) return malformed("sensor table of another version");
    table.record_count = in.u16();
    table.records_expected = in.u16();
    // Counts are believed only as far as bytes are there: a sensor takes more than 40.
    const auto sensors = in.u32();
    table.sensors.reserve(std::min<std::size_t>(sensors, in.remaining() / 40));
    for (std::uint32_t i = 0; i < sensors && !in.failed(); ++i) table.sensors.push_back(take_sensor(in));
    const auto locators = in.u32();
    for (std::uint32_t i = 0; i < locators && !in.failed(); ++i) table.locators.push_back(take_locator(in));
    const auto skipped = in.u32();
    for (std::uint32_t i = 0; i < skipped && !in.failed(); ++i) {
        const auto id = in.u16();
        table.skipped.push_back({id, take_text(in)});
    }
    if (in.failed() || in.remaining() != 0) return malformed("sensor table");
    return table;
}

}  // namespace ipmi::model
