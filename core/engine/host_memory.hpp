// What the engine has seen of a host last, so that after a restart it tells what has changed, and only that.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/sel.hpp>

#include <map>
#include <optional>
#include <string>

#include "engine/sensor_state.hpp"

namespace ipmi::engine {

struct HostMemory {
    std::optional<PowerState> power{};
    std::optional<bool> identifying{};
    bool silent = false;                                        ///< its BMC does not answer, and that was told
    bool log_known = false;                                     ///< its log was read once: what comes after is news
    std::optional<std::array<std::uint8_t, 16>> last_record{};  ///< of the log, as read; empty: it had none
    std::map<SensorKey, SensorState> sensors{};                 ///< those that are not ok
    bool operator==(const HostMemory&) const = default;
};

/// JSON on one line.
std::string to_text(const HostMemory& memory);
/// Of a host whose troubles were ended because nobody asks it any more: when it is asked again, what is still so is
/// news.
HostMemory without_troubles(HostMemory memory);
/// What makes no sense is as if it had not been there.
HostMemory parse_memory(std::string_view text);

}  // namespace ipmi::engine
