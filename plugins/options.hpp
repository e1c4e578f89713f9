// What every mode of the check is told on the command line.
#pragma once

#include <chrono>
#include <string>

namespace plugins {

enum class Mode { sensors };

struct Options {
    Mode mode = Mode::sensors;
    std::string host{};         ///< HOST[:PORT]
    std::string credentials{};  ///< file
    std::chrono::milliseconds timeout{10'000};
    int verbosity = 0;
    bool retry_auth = false;
};

/// Parsed, or the exit code and text of --help, --version and usage errors (UNKNOWN, as the guidelines ask).
struct Parsed {
    Options options{};
    bool run = true;
    std::string message{};
};
Parsed parse(int argc, const char* const* argv);

}  // namespace plugins
