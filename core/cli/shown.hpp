// One host's answer, ready for people and for programs.
#pragma once

#include <ipmi/sensor.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/values.hpp"

namespace ipmi::cli {

/// What became of an action on one host, for counting.
enum class Tally : std::uint8_t { verified, accepted, outcome_unknown, not_done, failed, not_reached };
/// "accepted, unverified" …
const char* to_string(Tally tally);

struct Shown {
    std::string text{};  ///< lines, the last without its end
    schema::Json json{};
    std::string written{};             ///< "{…}", in place of `json` where that would be a large tree
    bool success = true;               ///< false: the BMC answered, but what was asked for did not happen
    std::optional<Tally> tally{};      ///< with an action
    std::optional<WallTime> read{};    ///< where an engine had it already; empty: just now
    std::vector<std::string> notes{};  ///< beside the answer: a cache that cannot be written …
    std::optional<PollStatistics> statistics{};
};

/// "70 requests, no retransmission, round trip 0.4 ms, cipher suite 3, window 16, SDRs from the cache, 25 ms".
std::string statistics_text(const PollStatistics& statistics);

}  // namespace ipmi::cli
