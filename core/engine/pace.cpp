#include "engine/pace.hpp"

#include <algorithm>

namespace ipmi::engine {

Pace pace_of(const Pace& general, const inventory::PollEntry& entry) {
    auto pace = general;
    if (entry.sensors) pace.sensors = *entry.sensors;
    if (entry.power) pace.power = *entry.power;
    if (entry.sel) pace.sel = *entry.sel;
    if (entry.device) pace.device = *entry.device;
    if (entry.inventory) pace.inventory = *entry.inventory;
    if (entry.requests_per_second) pace.requests_per_second = *entry.requests_per_second;
    return pace;
}

Duration phase_of(std::string_view name, Duration period) {
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (const auto letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
    hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccd;  // names that end alike would lie close together
    return period / 4096 * static_cast<Duration::rep>(hash >> 52);
}

Beat beat_of(const std::string& host, const char* part, Duration period) {
    return {period, phase_of(host + part, period), Clock::now()};
}

Duration start_spread(const Pace& pace, std::size_t hosts) {
    const auto apart = pace.start_apart * static_cast<Duration::rep>(hosts);
    // The last of them has to start, and be read, before the period is over.
    const auto within = std::min({pace.power, pace.sensors, pace.start_within}) * 3 / 4;
    return std::min<Duration>(within, apart);
}

Duration retry_after(const Pace& pace, unsigned failures, std::uint8_t random) {
    constexpr unsigned most_doublings = 16;
    auto wait = pace.first_retry;
    for (unsigned i = 1; i < std::min(failures, most_doublings) && wait < pace.longest_retry; ++i) wait *= 2;
    wait = std::min(wait, pace.longest_retry);
    return wait + wait * random / 1024;
}

}  // namespace ipmi::engine
