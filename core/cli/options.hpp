// What was asked for on the command line. Parsing decides everything that can be decided without a file or a network.
#pragma once

#include <ipmi/client.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "cli/verbs.hpp"

namespace ipmi::cli {

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
    // Through a running engine, or not.
    std::string engine{};   ///< the socket, as it was given; empty: where an engine listens by default
    bool embedded = false;  ///< an engine of its own while it runs
    bool direct = false;    ///< even where an engine runs the BMCs are asked
    // How.
    std::optional<std::chrono::milliseconds> timeout{};  ///< for one answer; empty: what the verb needs
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
    std::optional<std::size_t> hosts{};  ///< so many must they be; then nobody is asked
    std::size_t at_once = 64;
    std::optional<std::chrono::milliseconds> stagger{};  ///< between two starts; empty: what the action needs
    bool dry_run = false;
    IdentifyRequest identify{};
    SelQuery sel{};
    RawRequest raw{};
    bool all = false;                             ///< incidents: those that were cleared too
    std::vector<std::uint64_t> incidents{};       ///< ack: these
    std::string note{};                           ///< ack
    std::optional<std::chrono::seconds> lasts{};  ///< ack; empty: until it clears
    bool follow = false;                          ///< events: goes on
    std::optional<std::uint64_t> after{};         ///< events: those behind this number
    bool reload = false;                          ///< inventory: reload, not check
    std::optional<std::chrono::seconds> since{};  ///< audit: of this last time
    std::size_t last = 20;                        ///< events: without `after` the newest so many
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

/// An option as --help and the manual page tell it.
struct OptionHelp {
    std::string names{};  ///< "-t,--timeout"
    std::string value{};  ///< "SECONDS"; empty: it takes none
    std::string help{};
};
std::vector<OptionHelp> options_of(const VerbWords& verb);
/// What stands below every verb's options: how hosts are named, exit codes.
std::string_view about_sets();

/// The time one BMC gets unless --timeout says otherwise.
std::chrono::milliseconds timeout_of(const Options& options);
/// The same for one answer of the engine.
std::chrono::milliseconds engine_timeout_of(const Options& options);
/// Needs more than reading: power, identify, raw, clearing the log.
bool needs_control(const Options& options);
/// Takes the host down, or may.
bool is_disruptive(PowerAction action);

}  // namespace ipmi::cli
