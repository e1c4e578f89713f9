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
};

struct Options {
    std::vector<BmcOption> bmcs{};
    Settings settings{};
    std::optional<std::chrono::duration<double>> run_for{};
    bool stats = false;
};

/// Throws CLI::ParseError (help and version too) and std::runtime_error.
Options parse_options(int argc, const char* const* argv);
/// Prints what a CLI::ParseError wants to say; the exit code.
int explain(const std::exception& error);

}  // namespace ipmi::sim
