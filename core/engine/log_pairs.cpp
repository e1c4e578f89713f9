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
    const auto source = fmt::format("sel {:02x}.{:02x}", type, offset);
    const auto key = to_string(*record.sensor);
    if (readable(*record.sensor, table)) return {key, source};
    return {fmt::format("{}.{:02x}.{:02x}", key, type, offset), source};
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
