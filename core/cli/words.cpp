// The words of a command line that are no options.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "cli/options.hpp"

namespace ipmi::cli {
namespace {

using Words = std::vector<std::string>;
using Wrong = std::optional<std::string>;

constexpr const char* how_to_name_hosts =
    "name the hosts: a host set of the inventory such as web[01-12],@rack1, or -H ADDRESS -U USER";

bool needs_set(const Options& options) {
    return options.address.empty() && options.from_file.empty();
}

Wrong too_much(const Options& options, const std::string& word) {
    if (!options.address.empty())
        return fmt::format("'{}' is one word too many; with -H no host set is given", clean_text(word, 80));
    if (!options.from_file.empty())
        return fmt::format("'{}' is one word too many; with --from-file no host is asked", clean_text(word, 80));
    return fmt::format("'{}' is one word too many; a host set is one word, with ',' between names",
                       clean_text(word, 80));
}

/// Base ten, or sixteen with 0x before it.
std::optional<std::uint8_t> byte_of(std::string_view text) {
    const bool hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    if (hexadecimal) text.remove_prefix(2);
    std::uint8_t value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value, hexadecimal ? 16 : 10);
    if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) return {};
    return value;
}

std::optional<PowerAction> action_of(std::string_view word) {
    if (word == "on") return PowerAction::on;
    if (word == "off") return PowerAction::off;
    if (word == "cycle") return PowerAction::cycle;
    if (word == "reset") return PowerAction::reset;
    if (word == "soft") return PowerAction::soft;
    if (word == "diag") return PowerAction::diagnostic_interrupt;
    return {};
}

/// Takes the one word for which `fits`, the first or the last, out of `words`: ACTION SET and SET ACTION are both said.
template <class Fits>
std::optional<std::string> take(Words& words, Fits fits) {
    if (words.empty()) return {};
    if (fits(words.front())) {
        auto word = words.front();
        words.erase(words.begin());
        return word;
    }
    if (!fits(words.back())) return {};
    auto word = words.back();
    words.pop_back();
    return word;
}

Wrong hosts_only(Options& options, const Words& words) {
    if (!needs_set(options)) return words.empty() ? Wrong{} : too_much(options, words.front());
    if (words.empty()) return how_to_name_hosts;
    if (words.size() > 1) return too_much(options, words[1]);
    options.set = words.front();
    return {};
}

Wrong power(Options& options, Words words) {
    const auto known = [](const std::string& word) { return word == "status" || action_of(word).has_value(); };
    const auto action = take(words, known);
    if (action) options.power_action = action_of(*action);
    if (!action && (!words.empty() && (!needs_set(options) || words.size() > 1)))
        return fmt::format("'{}' is no power action; known: status on off cycle reset soft diag",
                           clean_text(needs_set(options) ? words[1] : words[0], 80));
    if (options.force && options.power_action != PowerAction::soft)
        return "--force goes with soft: the power is cut when the host has not gone down in time";
    if (!options.power_action && (options.dry_run || options.hosts || options.stagger || options.yes))
        return "--dry-run, --hosts, --stagger and --yes go with an action: on off cycle reset soft diag";
    return hosts_only(options, words);
}

Wrong identify(Options& options, Words words) {
    const auto known = [](const std::string& word) {
        return word == "on" || word == "off" || byte_of(word).has_value();
    };
    const auto state = take(words, known);
    if (!state) {
        const bool too_long = std::any_of(words.begin(), words.end(), [](const std::string& word) {
            return word.find_first_not_of("0123456789") == std::string::npos;
        });
        return too_long ? "identify takes at most 255 seconds" : "say on, off, or for how many SECONDS (1 to 255)";
    }
    options.identify.on = *state != "off";
    if (*state != "on" && *state != "off") {
        options.identify.seconds = byte_of(*state);
        if (*options.identify.seconds == 0) return "identify for at least 1 second, or say off";
    }
    return hosts_only(options, words);
}

Wrong raw(Options& options, Words words) {
    if (needs_set(options)) {
        if (words.empty()) return how_to_name_hosts;
        options.set = words.front();
        words.erase(words.begin());
    }
    if (words.size() < 2) return "raw wants NETFN and COMMAND, then the data: raw web01 0x06 0x01";
    Words numbers;
    std::vector<std::uint8_t> bytes;
    for (const auto& word : words) {
        const auto byte = byte_of(word);
        if (!byte) return fmt::format("'{}' is not a byte (0 to 255, or 0x00 to 0xff)", clean_text(word, 80));
        bytes.push_back(*byte);
    }
    if (bytes[0] > 0x3e || bytes[0] % 2 != 0)
        return fmt::format("network function {:#04x} is not that of a request (even, 0x00 to 0x3e)", bytes[0]);
    options.raw.netfn = bytes[0];
    options.raw.command = bytes[1];
    options.raw.data.assign(bytes.begin() + 2, bytes.end());
    return {};
}

/// A host set, or none: all hosts.
Wrong hosts_or_all(Options& options, const Words& words) {
    if (needs_set(options) && words.empty()) return {};
    return hosts_only(options, words);
}

Wrong incidents(Options& options, const Words& words) {
    if (words.empty()) return "which incidents? Their numbers as `bmcscope incidents` shows them: ack 12 14";
    for (const auto& word : words) {
        const auto digits = std::string_view(word).substr(word.starts_with('#') ? 1 : 0);
        std::uint64_t id = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
        if (error != std::errc() || end != digits.data() + digits.size() || id == 0)
            return fmt::format("'{}' is no incident's number", clean_text(word, 80));
        options.incidents.push_back(id);
    }
    return {};
}

Wrong check_or_reload(Options& options, const Words& words) {
    options.reload = words.size() == 1 && words.front() == "reload";
    if (!options.reload && (words.size() != 1 || words.front() != "check"))
        return "say what to do with the inventory: inventory check, inventory reload";
    if (options.reload && !options.inventory.empty())
        return "--inventory goes with check: the engine reads its own inventory again";
    if (!options.reload && (options.force || !options.engine.empty())) return "--force and --engine go with reload";
    return {};
}

Wrong whom_to_ask(const Options& options) {
    if (options.embedded) {
        if (!options.engine.empty()) return "--embedded and --engine exclude each other";
        return {};
    }
    if (words_of(options.verb).asks == Asks::engine && options.verb != Verb::hosts && !options.inventory.empty())
        return "--inventory goes with --embedded; a running engine has its own";
    if (options.engine.empty()) return {};
    if (options.direct) return "--engine and --direct exclude each other";
    if (!options.address.empty()) return "-H and --engine exclude each other: the engine knows hosts by their names";
    if (!options.inventory.empty()) return "--inventory and --engine exclude each other: the engine has its own";
    return {};
}

Wrong login(const Options& options) {
    if (options.address.empty()) {
        if (options.user || !options.credentials.empty())
            return "-U and --credentials go with -H ADDRESS; hosts of the inventory have credentials there";
        return {};
    }
    if (!options.inventory.empty()) return "-H and --inventory exclude each other";
    if (options.user && !options.credentials.empty())
        return "-U and --credentials exclude each other: the file names the user";
    if (options.verb != Verb::ping && !options.user && options.credentials.empty())
        return "who logs in? -U USER asks for the password, --credentials FILE has it";
    return {};
}

}  // namespace

std::optional<std::string> interpret(Options& options, const std::vector<std::string>& words) {
    if (!options.from_file.empty() && !options.address.empty()) return "-H and --from-file exclude each other";
    if (!options.from_file.empty() && (options.sel.clear || options.user || !options.credentials.empty()))
        return "with --from-file no BMC is asked";
    if (auto wrong = login(options)) return wrong;
    if (auto wrong = whom_to_ask(options)) return wrong;
    switch (options.verb) {
        case Verb::power: return power(options, words);
        case Verb::identify: return identify(options, words);
        case Verb::raw: return raw(options, words);
        case Verb::status:
        case Verb::hosts:
        case Verb::incidents:
        case Verb::events: return hosts_or_all(options, words);
        case Verb::ack: return incidents(options, words);
        case Verb::inventory: return check_or_reload(options, words);
        case Verb::audit: return words.empty() ? Wrong{} : too_much(options, words.front());
        default: return hosts_only(options, words);
    }
}

std::chrono::milliseconds timeout_of(const Options& options) {
    using std::chrono::seconds;
    if (options.timeout) return *options.timeout;
    switch (options.verb) {
        case Verb::ping: return seconds(3);
        case Verb::raw:
        case Verb::identify: return seconds(15);
        case Verb::info:
        case Verb::status:
        case Verb::sensors: return seconds(30);  // a first contact reads the SDRs: 7 s at a round trip of 100 ms
        case Verb::sel:
        case Verb::fru: return seconds(120);  // thousands of records from a slow BMC
        case Verb::power: return options.power_action ? options.wait + seconds(45) : seconds(15);
        default: return seconds(30);
    }
}

std::chrono::milliseconds engine_timeout_of(const Options& options) {
    return options.timeout.value_or(std::chrono::seconds(10));
}

bool needs_control(const Options& options) {
    switch (options.verb) {
        case Verb::power: return options.power_action.has_value();
        case Verb::identify:
        case Verb::raw: return true;
        case Verb::sel: return options.sel.clear || options.sel.set_clock;
        default: return false;
    }
}

bool is_disruptive(PowerAction action) {
    return action != PowerAction::on;
}

}  // namespace ipmi::cli
