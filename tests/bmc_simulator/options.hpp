// The command line of bmcscope-sim.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "place.hpp"
#include "settings.hpp"

namespace ipmi::sim {

/// A BMC to be: where, and of what kind.
struct BmcOption {
    Place place{};
    std::string profile{};
    std::vector<std::string> frus{};  ///< "FILE" or "ID=FILE"
    std::string faults{};             ///< as set_faults() reads them
};

struct Options {
    std::vector<BmcOption> bmcs{};
    Settings settings{};
    std::string control{};            ///< path of the control socket; empty: none
    std::vector<std::string> told{};  ///< control lines carried out before it is ready
    std::optional<Duration> run_for{};
    bool stats = false;
    std::optional<int> exit_code{};  ///< all is said: help, or what was wrong with the command line
};

/// Throws std::runtime_error.
Options parse_options(int argc, const char* const* argv);

}  // namespace ipmi::sim
