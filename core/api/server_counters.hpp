// What the server has done since it began, and holds now; counted in its thread and read from any.
#pragma once

#include <atomic>
#include <cstdint>

namespace ipmi::api {

struct ServerCounters {
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::uint64_t> refused{0};      ///< of them, answered with a status of 400 or more
    std::atomic<std::uint64_t> connections{0};  ///< open now
    std::atomic<std::uint64_t> streams{0};      ///< of them, those that follow events
};

}  // namespace ipmi::api
