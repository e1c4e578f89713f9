#include "engine/log_pairs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hex.hpp"

namespace ipmi::engine {
namespace {

/// There is such a sensor, and it can be asked how it is now.
bool readable(const SensorKey& key, const SensorTable* table) {
    if (table == nullptr) return false;
    return std::any_of(table->sensors.begin(), table->sensors.end(),
                       [&key](const Sensor& sensor) { return sensor.key == key && !sensor.event_only; });
}

std::string source_of(unsigned type, unsigned offset) {
    return fmt::format("sel {:02x}.{:02x}", type, offset);
}

constexpr unsigned threshold_event = 0x01;  ///< IPMI v2.0 rev 1.1, table 42-1 …

/// … and table 42-2: offsets 0 to 5 are of the three lower limits.
constexpr bool lower_limit(unsigned offset) {
    return offset < 6;
}

/// Rails without voltage, fans that stand. IPMI v2.0 rev 1.1, table 42-3.
constexpr bool low_without_host(std::uint8_t sensor_type) {
    constexpr std::uint8_t voltage = 0x02;
    constexpr std::uint8_t current = 0x03;
    constexpr std::uint8_t fan = 0x04;
    return sensor_type == voltage || sensor_type == current || sensor_type == fan;
}

}  // namespace

LogPair pair_of(const SelRecord& record, const SensorTable* table) {
    // IPMI v2.0 rev 1.1, table 32-1: byte 13 event dir and type, byte 14 event data 1, whose low half is the offset.
    const auto type = record.raw[12] & 0x7fu;
    const auto offset = record.raw[13] & 0x0fu;
    if (!record.sensor) {
        auto name = fmt::format("log.{}", to_hex(ByteView(record.raw).subspan(2, 1)));
        // Of an OEM record nothing is known but its bytes.
        return {fmt::format("{}.{}", name, to_hex(ByteView(record.raw).subspan(10))), "sel"};
    }
    const auto source = source_of(type, offset);
    const auto key = to_string(*record.sensor);
    if (readable(*record.sensor, table)) return {key, source};
    return {fmt::format("{}.{:02x}.{:02x}", key, type, offset), source};
}

bool explained_by_power_off(const SelRecord& record) {
    // Byte 11 is the sensor type; bytes as above.
    const auto offset = record.raw[13] & 0x0fu;
    return record.sensor && (record.raw[12] & 0x7fu) == threshold_event && lower_limit(offset) &&
           low_without_host(record.raw[10]);
}

bool explained_by_power_off(const Sensor& sensor, std::string_view source) {
    if (!sensor.is_threshold() || !low_without_host(sensor.type)) return false;
    for (unsigned offset = 0; lower_limit(offset); ++offset)
        if (source == source_of(threshold_event, offset)) return true;
    return false;
}

std::size_t first_new(const std::vector<SelRecord>& records, const HostMemory& memory) {
    if (!memory.last_record) return 0;
    const auto last = std::find_if(records.rbegin(), records.rend(),
                                   [&memory](const SelRecord& record) { return record.raw == *memory.last_record; });
    return static_cast<std::size_t>(records.rend() - last);
}

std::string text_of(const SelRecord& record) {
    auto text = fmt::format("{}: {}", record.sensor_name.empty() ? "log" : record.sensor_name, record.event);
    if (!record.asserted) text += " (deasserted)";
    if (!record.detail.empty()) text += ", " + record.detail;
    if (!record.part.empty()) text += fmt::format(" ({})", record.part);
    return text;
}

}  // namespace ipmi::engine
