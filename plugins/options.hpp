// What a check is told on its command line and in its ini file.
#pragma once

#include <ipmi/secret.hpp>
#include <ipmi/target.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "mode.hpp"
#include "policy.hpp"
#include "render.hpp"

namespace plugins {

enum class Output : std::uint8_t { text, json };

struct Options {
    Mode mode = Mode::sensors;
    Mode of = Mode::host;                      ///< with Mode::group: what is checked on each
    std::vector<std::string> hosts{};          ///< addresses of one BMC, or a name of the inventory
    std::string host_set{};                    ///< with Mode::group
    std::string credentials{};                 ///< file
    std::string inventory{};                   ///< empty: the default one
    std::optional<ipmi::Credentials> login{};  ///< from the ini file
    std::optional<std::string> engine{};       ///< socket of the engine that is asked instead of the BMC
    bool fallback = false;                     ///< … and where it does not answer the BMC
    std::chrono::seconds max_age{180};         ///< with `engine`: what is older is not believed
    std::vector<std::uint8_t> cipher_suites{};
    std::chrono::milliseconds timeout{10'000};
    bool retry_auth = false;
    std::size_t at_once = 512;
    Output output = Output::text;
    RenderStyle style{};
    Policy policy{};
    bool acknowledge = false;
    std::string acknowledge_by{};
    std::string note{};

    /// What is checked on a host: `mode`, or with Mode::group `of`.
    [[nodiscard]] Mode on_host() const { return mode == Mode::group ? of : mode; }
};

/// Parsed, or the text of --help, --version and usage errors (all exit 3, as the guidelines ask).
struct Parsed {
    Options options{};
    bool run = true;
    std::string message{};
};
Parsed parse(Mode mode, int argc, const char* const* argv);

}  // namespace plugins
