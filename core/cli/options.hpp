// What was asked for on the command line. Parsing decides everything that can be decided without a file or a network.
#pragma once

#include <ipmi/client.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace ipmi::cli {

enum class Verb : std::uint8_t { sensors, sel, fru, info, power, identify, ping, raw };
enum class Colour : std::uint8_t { automatic, always, never };

struct Options {
    Verb verb = Verb::sensors;
    // Which BMCs: a host set of the inventory, or one address and who logs in, or a file instead of any.
    std::string set{};
    std::string inventory{};
    std::string address{};
    std::optional<std::string> user{};  ///< asks for the password
    std::string credentials{};
    std::optional<Privilege> privilege{};
    std::string from_file{};
    // How.
    std::optional<std::chrono::milliseconds> timeout{};  ///< for one BMC; empty: what the verb needs
    bool json = false;
    bool use_cache = true;
    bool retry_auth = false;
    bool verbose = false;
    Colour colour = Colour::automatic;
    // What.
    std::optional<PowerAction> power_action{};  ///< empty: status
    std::chrono::seconds wait{60};
    bool force = false;
    bool yes = false;
    IdentifyRequest identify{};
    SelQuery sel{};
    RawRequest raw{};
};

/// Parsed, or what --help, --version or a mistake print, and the exit code that goes with it.
struct Parsed {
    Options options{};
    bool run = true;
    int exit_code = 0;
    std::string message{};
};
Parsed parse(int argc, const char* const* argv);

/// Takes apart what stands beside the options: SET, and the action or bytes of some verbs. The text is what is wrong.
std::optional<std::string> interpret(Options& options, const std::vector<std::string>& words);

/// The time one BMC gets unless --timeout says otherwise.
std::chrono::milliseconds timeout_of(const Options& options);
/// Needs more than reading: power, identify, raw, clearing the log.
bool needs_control(const Options& options);
/// Takes the host down, or may.
bool is_disruptive(PowerAction action);

}  // namespace ipmi::cli
