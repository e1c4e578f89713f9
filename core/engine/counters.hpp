// How much the engine has done since it began, counted in its loop and read from any thread.
#pragma once

#include <atomic>
#include <cstdint>

namespace ipmi::engine {

struct Counters {
    std::atomic<std::uint64_t> polls{0};         ///< rounds of sensors or power that were answered
    std::atomic<std::uint64_t> polls_failed{0};  ///< logins and rounds that were not
    std::atomic<std::uint64_t> parts_failed{0};  ///< logs, parts lists and the like that an answering host did not give
    std::atomic<std::uint64_t> requests{0};      ///< datagrams sent, repetitions included
    std::atomic<std::uint64_t> retransmissions{0};
};

}  // namespace ipmi::engine
