#include "cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>

#include "base/text.hpp"
#include "cli/exit_code.hpp"

namespace ipmi::cli {
namespace {

struct VerbWords {
    Verb verb;
    const char* name;
    const char* usage;
    const char* does;
};
constexpr std::array verbs{
    VerbWords{Verb::sensors, "sensors", "SET", "read all sensors and judge them by their own thresholds"},
    VerbWords{Verb::sel, "sel", "SET", "show the System Event Log"},
    VerbWords{Verb::fru, "fru", "SET", "show parts and their serial numbers"},
    VerbWords{Verb::info, "info", "SET", "show the BMC itself: firmware, LAN, users, detected quirks"},
    VerbWords{Verb::power, "power", "[status|on|off|cycle|reset|soft|diag] SET",
              "show or switch power; soft asks the operating system, diag interrupts it"},
    VerbWords{Verb::identify, "identify", "on|off|SECONDS SET", "switch the identify lamp"},
    VerbWords{Verb::ping, "ping", "SET", "is a BMC there? No login"},
    VerbWords{Verb::raw, "raw", "SET NETFN COMMAND [BYTE…]", "send any IPMI command; numbers are decimal, or 0x…"},
};

constexpr const char* footer =
    "SET is a host set of the inventory: names folded as web[01-12], @group, @* for all, ~regular expression;\n"
    "',' joins, '!' takes away, '&' keeps what is in both: 'web[01-12],@rack1!web07'.\n"
    "Without an inventory: -H ADDRESS -U USER (asks for the password) or -H ADDRESS --credentials FILE.\n"
    "Exit codes: 0 all hosts succeeded, 1 some failed, 2 usage, 3 none succeeded.";

struct Texts {
    double timeout = 0;
    std::string privilege{};
    std::string colour = "auto";
    long wait = 60;
    std::vector<std::string> words{};
};

void add_common(CLI::App& verb, Options& options, Texts& texts) {
    verb.set_help_flag("-h,--help", "this text");
    verb.add_option("WORDS", texts.words, "as in the first line; SET: which hosts, see below")->type_name("");
    verb.add_option("--inventory", options.inventory,
                    "file or folder; else $BMCSCOPE_INVENTORY, else /etc/bmcscope/inventory.toml");
    verb.add_option("-H,--host", options.address,
                    "one BMC without an inventory: name, IPv4 or [IPv6], with :PORT if not 623");
    verb.add_option("-U,--user", options.user, "with -H: who logs in; the password is asked for");
    verb.add_option("--credentials", options.credentials, "with -H: file with user and password, closed to others");
    verb.add_option("--privilege", texts.privilege, "log in as user, operator or administrator")
        ->check(CLI::IsMember({"user", "operator", "administrator"}));
    verb.add_option("-t,--timeout", texts.timeout, "seconds for one BMC")->check(CLI::Range(0.1, 86400.0));
    verb.add_flag("--json", options.json, "one JSON object a line for each host, as results come");
    verb.add_flag("--no-cache{false}", options.use_cache, "neither read nor write the cache of SDRs");
    verb.add_flag("--retry-auth", options.retry_auth, "log in even where the last login failed a moment ago");
    verb.add_flag("-v,--verbose", options.verbose, "also how it went: requests, round trip, cipher suite");
    verb.add_option("--color,--colour", texts.colour, "auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    verb.footer(footer);
}

void add_special(CLI::App& verb, Options& options, Texts& texts) {
    switch (options.verb) {
        case Verb::sel:
            verb.add_flag("--clear", options.sel.clear, "clear the log after it was read completely");
            verb.add_flag("--set-clock", options.sel.set_clock, "set the log's clock to this machine's time (UTC)");
            verb.add_option("--newest", options.sel.newest, "only that many of the newest records")
                ->check(CLI::Range(1, 65535));
            verb.add_option("--from-file", options.from_file,
                            "decode a file of records (ipmitool sel writeraw) instead");
            break;
        case Verb::fru:
            verb.add_option("--from-file", options.from_file, "decode a file (ipmitool fru read) instead");
            break;
        case Verb::power:
            verb.add_flag("--force", options.force, "soft: cut the power when the host has not gone down in time");
            verb.add_option("--wait", texts.wait, "seconds until the state must have changed")
                ->check(CLI::Range(1, 3600))
                ->capture_default_str();
            verb.add_flag("-y,--yes", options.yes, "do not ask before several hosts are taken down");
            break;
        case Verb::raw:
            verb.add_option("--lun", options.raw.lun, "logical unit, 0 to 3")->check(CLI::Range(0, 3));
            break;
        default: break;
    }
}

void take_over(Options& options, const Texts& texts) {
    if (texts.timeout > 0) options.timeout = std::chrono::milliseconds(static_cast<long>(texts.timeout * 1000));
    if (texts.privilege == "user") options.privilege = Privilege::user;
    if (texts.privilege == "operator") options.privilege = Privilege::operator_;
    if (texts.privilege == "administrator") options.privilege = Privilege::administrator;
    if (texts.colour == "always") options.colour = Colour::always;
    if (texts.colour == "never") options.colour = Colour::never;
    options.wait = std::chrono::seconds(texts.wait);
}

/// CLI11 makes the usage line from the options; ours shows how the words stand.
class VerbFormatter final : public CLI::Formatter {
public:
    explicit VerbFormatter(std::string usage) : usage_(std::move(usage)) {}
    std::string make_usage(const CLI::App*, std::string) const override { return usage_; }

private:
    std::string usage_;
};

std::string overview() {
    std::string text = "bmcscope VERB SET [options]\nbmcscope VERB -H ADDRESS -U USER [options]\n\n";
    for (const auto& verb : verbs) text += fmt::format("  {:<9} {}\n", verb.name, verb.does);
    return text + "\n`bmcscope VERB --help` shows a verb's options.\n\n" + footer + "\n";
}

Parsed stop(int exit_code, std::string message) {
    Parsed parsed;
    parsed.run = false;
    parsed.exit_code = exit_code;
    parsed.message = std::move(message);
    return parsed;
}

Parsed usage(std::string_view what, std::string_view verb) {
    return stop(exit_usage,
                fmt::format("bmcscope: {}\n`bmcscope {}{}--help` tells more.\n", what, verb, verb.empty() ? "" : " "));
}

/// CLI11 says "--host: At Most 1 required but received 2".
std::string mismatch(std::string_view said) {
    const auto colon = said.find(": At Most 1 ");
    if (colon == said.npos) return clean_text(said, 400);
    const auto option = clean_text(said.substr(0, colon), 80);
    if (option == "--host") return "--host names one BMC; several hosts are a host set of an inventory";
    return fmt::format("{} may be given once", option);
}

}  // namespace

Parsed parse(int argc, const char* const* argv) {
    const std::string_view first = argc > 1 ? argv[1] : "";
    if (first == "-h" || first == "--help" || first == "help") return stop(exit_all_succeeded, overview());
    if (first == "-V" || first == "--version") return stop(exit_all_succeeded, "bmcscope " BMCSCOPE_VERSION "\n");
    if (first.empty()) return stop(exit_usage, overview());
    const auto* chosen =
        std::find_if(verbs.begin(), verbs.end(), [first](const VerbWords& verb) { return verb.name == first; });
    if (chosen == verbs.end()) {
        std::string known;
        for (const auto& verb : verbs) known += fmt::format(" {}", verb.name);
        const auto what =
            first.front() == '-' ? "the verb comes first" : fmt::format("unknown verb '{}'", clean_text(first, 80));
        return usage(fmt::format("{}; verbs:{}", what, known), "");
    }
    Parsed parsed;
    Texts texts;
    parsed.options.verb = chosen->verb;
    CLI::App app{std::string(chosen->does), fmt::format("bmcscope {}", chosen->name)};
    app.formatter(
        std::make_shared<VerbFormatter>(fmt::format("Usage: bmcscope {} {} [options]\n", chosen->name, chosen->usage)));
    add_common(app, parsed.options, texts);
    add_special(app, parsed.options, texts);
    try {
        app.parse(argc - 1, argv + 1);
    } catch (const CLI::CallForHelp&) {
        return stop(exit_all_succeeded, app.help());
    } catch (const CLI::ArgumentMismatch& error) {
        return usage(mismatch(error.what()), chosen->name);
    } catch (const CLI::ParseError& error) {
        return usage(clean_text(error.what(), 400), chosen->name);
    }
    take_over(parsed.options, texts);
    if (const auto wrong = interpret(parsed.options, texts.words)) return usage(*wrong, chosen->name);
    return parsed;
}

}  // namespace ipmi::cli
