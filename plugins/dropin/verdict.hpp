// From what was read to what is said: the original's rules about which row counts, how bad it makes the whole, and
// which words go into the first line.
#pragma once

#include <ipmi/client.hpp>

#include <chrono>
#include <string>

#include "dropin/options.hpp"

namespace plugins::dropin {

struct Outcome {
    int exit_code = 3;
    std::string text{};  ///< all of the output, ending in a newline
};

/// Opens the files of -xx, -sx and -us and nothing else.
Outcome judge(const ipmi::Result<ipmi::HostReport>& gathered, const Options& options,
              std::chrono::system_clock::time_point now);

}  // namespace plugins::dropin
