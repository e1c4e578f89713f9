#include "cli/shown.hpp"

#include <fmt/format.h>

#include "cli/values.hpp"

namespace ipmi::cli {

const char* to_string(Tally tally) {
    switch (tally) {
        case Tally::verified: return "verified";
        case Tally::accepted: return "accepted, unverified";
        case Tally::outcome_unknown: return "outcome unknown";
        case Tally::not_done: return "not done";
        case Tally::failed: return "failed";
        case Tally::not_reached: return "not reached";
    }
    return "failed";
}

std::string statistics_text(const PollStatistics& statistics) {
    const auto repeated = statistics.retransmissions == 0 ? std::string("no retransmission")
                          : statistics.retransmissions == 1
                              ? std::string("1 retransmission")
                              : fmt::format("{} retransmissions", statistics.retransmissions);
    return fmt::format("{} requests, {}, round trip {}, cipher suite {}, window {}, {}session in {}, {} in all",
                       statistics.requests, repeated, duration_text(statistics.round_trip), statistics.cipher_suite,
                       statistics.window, statistics.sdr_from_cache ? "SDRs from the cache, " : "",
                       duration_text(statistics.session_time), duration_text(statistics.wall_time));
}

}  // namespace ipmi::cli
