// How often hosts are asked, where the inventory says so: `poll = { sensors = "30s", requests_per_second = 5 }` of a
// host or a group. What is left out is as the engine is started.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace ipmi::inventory {

class TableReader;

struct PollEntry {
    using Period = std::optional<std::chrono::milliseconds>;
    Period sensors{};
    Period power{};
    Period sel{};
    Period device{};
    Period inventory{};
    std::optional<double> requests_per_second{};  ///< to one BMC, on average; 0: no limit

    [[nodiscard]] bool empty() const { return *this == PollEntry{}; }
    bool operator==(const PollEntry&) const = default;
};

/// The key `poll` of a host's or group's table.
PollEntry read_poll_entry(TableReader& table);

/// "sensors every 30s, at most 5 requests a second"; empty: nothing is said.
std::string to_string(const PollEntry& entry);

}  // namespace ipmi::inventory
