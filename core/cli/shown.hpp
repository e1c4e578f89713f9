// One host's answer, ready for people and for programs.
#pragma once

#include <ipmi/sensor.hpp>

#include <optional>
#include <string>
#include <vector>

#include "schema/values.hpp"

namespace ipmi::cli {

struct Shown {
    std::string text{};  ///< lines, the last without its end
    schema::Json json{};
    bool success = true;               ///< false: the BMC answered, but what was asked for did not happen
    std::vector<std::string> notes{};  ///< beside the answer: a cache that cannot be written …
    std::optional<PollStatistics> statistics{};
};

/// "70 requests, no retransmission, round trip 0.4 ms, cipher suite 3, window 16, SDRs from the cache, 25 ms".
std::string statistics_text(const PollStatistics& statistics);

}  // namespace ipmi::cli
