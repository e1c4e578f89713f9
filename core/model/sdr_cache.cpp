#include "model/sdr_cache.hpp"

#include <bit>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/hex.hpp"
#include "model/cache_files.hpp"
#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi::model {
namespace {

constexpr std::string_view magic = "BMCSDRS";
constexpr std::uint16_t format_version = 1;  // raise it with every change of what is written below
constexpr std::size_t smallest_sensor_bytes = 20;

using Optional = std::optional<double>;

void put(wire::Writer& out, const std::string& text) {
    const auto size = std::min<std::size_t>(text.size(), 0xffff);
    out.u16(static_cast<std::uint16_t>(size));
    out.bytes(as_bytes(text).first(size));
}
std::string get_text(wire::Reader& in) { return std::string(as_text(in.bytes(in.u16()))); }

void put(wire::Writer& out, const Entity& entity) {
    out.u8(entity.id);
    out.u8(entity.instance);
    put(out, entity.name);
}
Entity get_entity(wire::Reader& in) {
    Entity entity;
    entity.id = in.u8();
    entity.instance = in.u8();
    entity.name = get_text(in);
    return entity;
}

// The optional numbers of a sensor, in the order of their bits.
template <class SensorType, class Visit>
void each_number(SensorType& sensor, Visit visit) {
    for (auto& value : sensor.thresholds.values) visit(value);
    visit(sensor.positive_hysteresis);
    visit(sensor.negative_hysteresis);
    visit(sensor.nominal);
    visit(sensor.normal_minimum);
    visit(sensor.normal_maximum);
    visit(sensor.sensor_minimum);
    visit(sensor.sensor_maximum);
}

void put_numbers(wire::Writer& out, const Sensor& sensor) {
    std::uint16_t present = 0;
    unsigned bit = 0;
    each_number(sensor, [&present, &bit](const Optional& value) {
        if (value) present = static_cast<std::uint16_t>(present | 1u << bit);
        ++bit;
    });
    out.u16(present);
    each_number(sensor, [&out](const Optional& value) {
        if (value) out.u64(std::bit_cast<std::uint64_t>(*value));
    });
}
void get_numbers(wire::Reader& in, Sensor& sensor) {
    const auto present = in.u16();
    unsigned bit = 0;
    each_number(sensor, [&in, &bit, present](Optional& value) {
        if ((present >> bit++ & 1) == 0) return;
        value = std::bit_cast<double>(in.u64());
        if (!std::isfinite(*value)) in.fail();
    });
}

void put(wire::Writer& out, const std::vector<StateMeaning>& states) {
    out.u8(static_cast<std::uint8_t>(states.size()));
    for (const auto& state : states) {
        out.u8(static_cast<std::uint8_t>(state.severity));
        put(out, state.text);
    }
}

Severity get_severity(wire::Reader& in) {
    const auto value = in.u8();
    if (value > static_cast<std::uint8_t>(Severity::unknown)) in.fail();
    return in.failed() ? Severity::unknown : static_cast<Severity>(value);
}

std::vector<StateMeaning> get_states(wire::Reader& in) {
    std::vector<StateMeaning> states;
    const auto count = in.u8();
    if (count > 15) in.fail();
    for (unsigned i = 0; i < count && !in.failed(); ++i) {
        auto& state = states.emplace_back();
        state.severity = get_severity(in);
        state.text = get_text(in);
    }
    return states;
}

// Sensors of one type have the same states: written once, referred to by number.
class StateSets {
public:
    std::uint16_t number_of(const std::vector<StateMeaning>& states) {
        Bytes bytes;
        wire::Writer out(bytes);
        put(out, states);
        const auto [place, is_new] = numbers_.try_emplace(bytes, static_cast<std::uint16_t>(sets_.size()));
        if (is_new) sets_.push_back(std::move(bytes));
        return place->second;
    }
    void write(wire::Writer& out) const {
        out.u16(static_cast<std::uint16_t>(sets_.size()));
        for (const auto& set : sets_) out.bytes(set);
    }

private:
    std::map<Bytes, std::uint16_t> numbers_;
    std::vector<Bytes> sets_;
};

void put(wire::Writer& out, const Sensor& sensor, StateSets& sets) {
    out.u8(sensor.key.owner);
    out.u8(sensor.key.lun);
    out.u8(sensor.key.number);
    put(out, sensor.name);
    put(out, sensor.label);
    put(out, sensor.entity);
    out.u8(sensor.type);
    put(out, sensor.type_name);
    out.u8(sensor.event_reading_type);
    out.u8(static_cast<std::uint8_t>((sensor.event_only ? 1 : 0) | (sensor.percentage ? 2 : 0)));
    put(out, sensor.unit);
    out.u8(static_cast<std::uint8_t>(sensor.conversion.format));
    out.u8(sensor.conversion.linearization);
    out.u16(static_cast<std::uint16_t>(sensor.conversion.m));
    out.u16(static_cast<std::uint16_t>(sensor.conversion.b));
    out.u8(static_cast<std::uint8_t>(sensor.conversion.b_exponent));
    out.u8(static_cast<std::uint8_t>(sensor.conversion.r_exponent));
    out.u8(sensor.readable_thresholds);
    put_numbers(out, sensor);
    out.u16(sensor.state_mask);
    out.u16(sets.number_of(sensor.states));
    out.u8(static_cast<std::uint8_t>(sensor.no_state_severity));
}

Sensor get_sensor(wire::Reader& in, const std::vector<std::vector<StateMeaning>>& sets) {
    Sensor sensor;
    sensor.key.owner = in.u8();
    sensor.key.lun = in.u8();
    sensor.key.number = in.u8();
    sensor.name = get_text(in);
    sensor.label = get_text(in);
    sensor.entity = get_entity(in);
    sensor.type = in.u8();
    sensor.type_name = get_text(in);
    sensor.event_reading_type = in.u8();
    const auto flags = in.u8();
    sensor.event_only = (flags & 1) != 0;
    sensor.percentage = (flags & 2) != 0;
    sensor.unit = get_text(in);
    sensor.conversion.format = static_cast<Conversion::Format>(in.u8() & 3);
    sensor.conversion.linearization = in.u8();
    sensor.conversion.m = static_cast<std::int16_t>(in.u16());
    sensor.conversion.b = static_cast<std::int16_t>(in.u16());
    sensor.conversion.b_exponent = static_cast<std::int8_t>(in.u8());
    sensor.conversion.r_exponent = static_cast<std::int8_t>(in.u8());
    sensor.readable_thresholds = in.u8();
    get_numbers(in, sensor);
    sensor.state_mask = in.u16();
    const auto set = in.u16();
    if (set < sets.size())
        sensor.states = sets[set];
    else
        in.fail();
    sensor.no_state_severity = get_severity(in);
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
Locator get_locator(wire::Reader& in) {
    Locator locator;
    const auto kind = in.u8();
    if (kind > static_cast<std::uint8_t>(Locator::Kind::generic_device)) in.fail();
    locator.kind = in.failed() ? Locator::Kind::fru : static_cast<Locator::Kind>(kind);
    locator.device_address = in.u8();
    locator.fru_id = in.u8();
    locator.logical_fru = in.u8() != 0;
    locator.capabilities = in.u8();
    locator.entity = get_entity(in);
    locator.name = get_text(in);
    return locator;
}

bool no_time(std::uint32_t stamp) { return stamp == 0 || stamp == 0xffffffff; }

}  // namespace

std::string sdr_key(const DeviceId& device, const RepositoryState& state, std::string_view address) {
    auto key = fmt::format("sdr-{:06x}-{:04x}-{:02x}-{:02x}-{:02x}.{:02x}-{}-{}-{:08x}-{:08x}", device.manufacturer_id,
                           device.product_id, device.device_id, device.device_revision, device.firmware_major & 0x7f,
                           device.firmware_minor, to_hex(device.auxiliary_firmware), state.record_count,
                           state.most_recent_addition, state.most_recent_erase);
    // An erase time may well be missing on a repository that was never erased; the addition time is what tells.
    if (no_time(state.most_recent_addition)) key += "-" + file_name_part(address);
    return key;
}

Bytes encode_table(const SensorTable& table) {
    StateSets sets;
    Bytes sensors;
    wire::Writer sensor_out(sensors);
    const auto sensor_count = static_cast<std::uint16_t>(std::min<std::size_t>(table.sensors.size(), 0xffff));
    for (std::size_t i = 0; i < sensor_count; ++i) put(sensor_out, table.sensors[i], sets);

    Bytes body;
    wire::Writer out(body);
    out.u16(table.record_count);
    out.u16(table.records_expected);
    sets.write(out);
    out.u16(sensor_count);
    out.bytes(sensors);
    const auto locator_count = static_cast<std::uint16_t>(std::min<std::size_t>(table.locators.size(), 0xffff));
    out.u16(locator_count);
    for (std::size_t i = 0; i < locator_count; ++i) put(out, table.locators[i]);
    const auto skipped_count = static_cast<std::uint16_t>(std::min<std::size_t>(table.skipped.size(), 0xffff));
    out.u16(skipped_count);
    for (std::size_t i = 0; i < skipped_count; ++i) {
        out.u16(table.skipped[i].record_id);
        put(out, table.skipped[i].why);
    }
    return sealed(magic, format_version, body);
}

Result<SensorTable> decode_table(ByteView file) {
    const auto body = unsealed(magic, format_version, file);
    if (!body) return std::unexpected(body.error());
    wire::Reader in(*body);
    SensorTable table;
    table.record_count = in.u16();
    table.records_expected = in.u16();
    std::vector<std::vector<StateMeaning>> sets;
    const auto set_count = in.u16();
    for (unsigned i = 0; i < set_count && !in.failed(); ++i) sets.push_back(get_states(in));
    const auto sensor_count = in.u16();
    table.sensors.reserve(std::min<std::size_t>(sensor_count, in.remaining() / smallest_sensor_bytes));
    for (unsigned i = 0; i < sensor_count && !in.failed(); ++i) table.sensors.push_back(get_sensor(in, sets));
    const auto locator_count = in.u16();
    for (unsigned i = 0; i < locator_count && !in.failed(); ++i) table.locators.push_back(get_locator(in));
    const auto skipped_count = in.u16();
    for (unsigned i = 0; i < skipped_count && !in.failed(); ++i) {
        auto& record = table.skipped.emplace_back();
        record.record_id = in.u16();
        record.why = get_text(in);
    }
    if (in.failed() || in.remaining() != 0) return malformed("SDR cache file makes no sense");
    return table;
}

Result<std::shared_ptr<const SensorTable>> load_table(const std::string& directory, const std::string& key) {
    const auto file = read_cache_file(directory, key);
    if (!file) return std::unexpected(file.error());
    auto table = decode_table(*file);
    if (!table) return std::unexpected(within(key, std::move(table.error())));
    return std::make_shared<const SensorTable>(std::move(*table));
}

Result<void> save_table(const std::string& directory, const std::string& key, const SensorTable& table) {
    if (!table.complete()) return fail(Errc::local, "an incomplete SensorTable is not kept");
    return write_cache_file(directory, key, encode_table(table));
}

}  // namespace ipmi::model
