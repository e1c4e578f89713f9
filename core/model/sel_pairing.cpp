#include "model/sel_pairing.hpp"

#include <map>
#include <tuple>
#include <vector>

namespace ipmi::model {
namespace {

constexpr unsigned offset_count = 16;

/// Event types of table 42-2, and what their offsets exclude.
bool exclude_each_other(unsigned event_type, unsigned a, unsigned b) {
    if (a == b) return false;
    switch (event_type) {
        case 0x01: return (a ^ b) == 1;    // a threshold passed going low, going high
        case 0x02: return true;            // idle, active, busy
        case 0x03:                         // state deasserted, asserted
        case 0x04:                         // predictive failure deasserted, asserted
        case 0x05:                         // limit not exceeded, exceeded
        case 0x06:                         // performance met, lags
        case 0x08:                         // device absent, present
        case 0x09: return a < 2 && b < 2;  // device disabled, enabled
        case 0x07: return a < 7 && b < 7;  // severity levels; 7 and 8 are monitor and informational
        case 0x0a: return true;            // availability
        case 0x0b: return true;            // redundancy
        default: return false;
    }
}

}  // namespace

void pair_events(std::span<SelRecord> records) {
    // Looked up by offset and not searched: thousands of records of one sensor may be open.
    std::map<std::tuple<SensorKey, unsigned, unsigned>, std::vector<std::size_t>> open;
    const auto close = [&open, records](const SensorKey& sensor, unsigned type, unsigned offset, std::uint16_t by) {
        const auto found = open.find({sensor, type, offset});
        if (found == open.end()) return;
        for (const auto index : found->second) records[index].cleared_by = by;
        open.erase(found);
    };
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto& record = records[i];
        record.cleared_by.reset();
        if (!record.sensor) continue;
        const unsigned type = record.raw[12] & 0x7f;
        const unsigned offset = record.raw[13] & 0x0f;
        if (!record.asserted) {
            close(*record.sensor, type, offset, record.id);
            continue;
        }
        for (unsigned other = 0; other < offset_count; ++other)
            if (exclude_each_other(type, offset, other)) close(*record.sensor, type, other, record.id);
        open[{*record.sensor, type, offset}].push_back(i);
    }
}

}  // namespace ipmi::model
