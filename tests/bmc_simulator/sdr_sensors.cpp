#include "sdr_sensors.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "thresholds.hpp"
#include "wire/type_length.hpp"

namespace ipmi::sim {
namespace {

constexpr std::uint8_t own_address = 0x20;
constexpr std::uint8_t full = 0x01;
constexpr std::uint8_t compact = 0x02;
constexpr std::size_t full_name = 47;
constexpr std::size_t compact_name = 31;

std::uint16_t mask_at(ByteView record, std::size_t at) {
    return static_cast<std::uint16_t>(record[at] | record[at + 1] << 8);
}

std::string name_at(ByteView record, std::size_t at) {
    const auto type_length = record[at];
    const std::size_t size = type_length & 0x1f;
    if (at + 1 + size > record.size()) return {};
    return wire::decode_string(static_cast<wire::StringType>(type_length >> 6), record.subspan(at + 1, size));
}

/// Processors, memory, fans and power modules have nothing to report without main power.
bool needs_host(std::uint8_t entity, std::uint8_t type) {
    constexpr std::uint8_t fan_type = 0x04;
    switch (entity) {
        case 3:   // processor
        case 8:   // memory module
        case 20:  // power module
        case 29:  // fan
        case 32:  // memory device
            return true;
        default: return type == fan_type;
    }
}

/// The state in which a present, healthy part of this type is. Offsets of table 42-3.
std::uint16_t healthy_states(std::uint8_t type, std::uint8_t reading_type) {
    if (reading_type != 0x6f) return 0;
    switch (type) {
        case 0x07: return 1u << 7;  // processor presence detected
        case 0x08: return 1u << 0;  // power supply presence detected
        case 0x0c: return 1u << 6;  // memory presence detected
        case 0x0d: return 1u << 0;  // drive presence
        case 0x22: return 1u << 0;  // ACPI S0/G0
        default: return 0;
    }
}

/// `nominal`, or, where that crosses a threshold (some firmware leaves nonsense there), the count in the middle of what
/// crosses none; what no count fulfils stays.
std::uint8_t healthy_raw(const SensorTemplate& sensor, std::uint8_t nominal) {
    auto state = sensor.initial;
    const auto is_healthy = [&](unsigned raw) {
        state.raw = static_cast<std::uint8_t>(raw);
        return crossed(sensor, state) == 0;
    };
    if (is_healthy(nominal)) return nominal;
    std::vector<std::uint8_t> healthy;
    for (unsigned raw = 0; raw < 256; ++raw)
        if (is_healthy(raw)) healthy.push_back(static_cast<std::uint8_t>(raw));
    if (healthy.empty()) return nominal;
    const auto& factors = *sensor.factors;
    std::ranges::sort(healthy, {}, [&factors](std::uint8_t raw) { return factors.count(raw); });
    return healthy[healthy.size() / 2];
}

void read_full(SensorTemplate& sensor, ByteView record) {
    sensor.factors = Factors::of(record);
    sensor.unit = record[21];
    const auto hysteresis_support = record[11] >> 4 & 3;
    const auto threshold_access = record[11] >> 2 & 3;
    sensor.hysteresis = hysteresis_support == 1 || hysteresis_support == 2;
    if (threshold_access == 1 || threshold_access == 2) sensor.readable = record[18] & 0x3f;
    if (threshold_access == 2) sensor.settable = record[19] & 0x3f;
    auto& state = sensor.initial;
    // The record lists UNR first, the commands list LNC first.
    state.thresholds = {record[41], record[40], record[39], record[38], record[37], record[36]};
    state.positive_hysteresis = record[42];
    state.negative_hysteresis = record[43];
    constexpr std::uint8_t nominal_given = 0x01;
    state.raw = healthy_raw(sensor, (record[30] & nominal_given) != 0 ? record[31] : std::uint8_t{0});
}

}  // namespace

std::vector<SensorTemplate> sensors_of(ByteView record) {
    if (record.size() < 6 || (record[3] != full && record[3] != compact)) return {};
    const auto name_offset = record[3] == full ? full_name : compact_name;
    if (record.size() <= name_offset || record[5] != own_address) return {};
    SensorTemplate sensor;
    sensor.lun = record[6] & 3;
    sensor.number = record[7];
    sensor.entity = record[8];
    sensor.instance = record[9];
    sensor.type = record[12];
    sensor.reading_type = record[13] & 0x7f;
    sensor.assertions = mask_at(record, 14) & 0x7fff;
    sensor.deassertions = mask_at(record, 16) & 0x7fff;
    if (sensor.is_threshold()) {
        sensor.assertions &= 0x0fff;
        sensor.deassertions &= 0x0fff;
    }
    sensor.name = name_at(record, name_offset);
    sensor.needs_host = needs_host(sensor.entity, sensor.type);
    // Enabled at power-up, or by whoever initialises sensors.
    sensor.initial.scanning = (record[10] & 0x41) != 0;
    sensor.initial.events = (record[10] & 0x22) != 0;
    sensor.initial.states = healthy_states(sensor.type, sensor.reading_type);
    if (record[3] == full) {
        read_full(sensor, record);
        return {sensor};
    }
    const unsigned share = std::max(1u, record[23] & 15u);
    const bool alphabetic = (record[23] >> 4 & 3) == 1;
    const unsigned offset = record[24] & 0x7fu;
    std::vector<SensorTemplate> sensors;
    for (unsigned i = 0; i < share && sensor.number + i < 255; ++i) {
        auto each = sensor;
        each.number = static_cast<std::uint8_t>(sensor.number + i);
        if (record[24] & 0x80) each.instance = static_cast<std::uint8_t>(sensor.instance + i);
        if (share > 1)
            each.name +=
                alphabetic ? std::string(1, static_cast<char>('A' + (offset + i) % 26)) : fmt::to_string(offset + i);
        sensors.push_back(std::move(each));
    }
    return sensors;
}

}  // namespace ipmi::sim
