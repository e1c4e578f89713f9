#include "cli/options.hpp"

#include <fmt/format.h>
#include <ipmi/engine_socket.hpp>

#include <CLI/CLI.hpp>
#include <map>

#include "base/text.hpp"
#include "cli/exit_code.hpp"
#include "cli/manual.hpp"

namespace ipmi::cli {
namespace {

constexpr std::string_view footer =
    "SET is a host set of the inventory: names folded as web[01-12], @group, @* for all, ~regular expression,\n"
    "rack=r1 and rack=~regular expression by attributes; ',' joins, '!' takes away, '&' keeps what is in both: "
    "'web[01-12],@rack1!web07'.\n"
    "Without an inventory: -H ADDRESS -U USER (asks for the password) or -H ADDRESS --credentials FILE.\n"
    "Exit codes: 0 all hosts succeeded, 1 some failed, 2 usage, 3 none succeeded.";

struct Texts {
    double timeout = 0;
    std::string privilege{};
    std::string colour = "auto";
    long wait = 60;
    std::optional<double> stagger{};
    long lasts = 0;
    long since = 0;
    std::vector<std::string> words{};
};

bool asks_bmcs(const VerbWords& verb) {
    return verb.asks == Asks::bmcs || verb.asks == Asks::either;
}
bool asks_engine(const VerbWords& verb) {
    return verb.asks == Asks::engine || verb.asks == Asks::either;
}
/// Where only an engine has an answer.
bool may_embed(const VerbWords& verb) {
    return verb.asks == Asks::engine && verb.verb != Verb::hosts;
}
bool reads_inventory(const VerbWords& verb) {
    return asks_bmcs(verb) || may_embed(verb) || verb.verb == Verb::hosts || verb.verb == Verb::inventory;
}

void add_login(CLI::App& app, Options& options, Texts& texts) {
    app.add_option("-H,--host", options.address,
                   "one BMC without an inventory: name, IPv4 or [IPv6], with :PORT if not 623")
        ->type_name("ADDRESS");
    app.add_option("-U,--user", options.user, "with -H: who logs in; the password is asked for")->type_name("USER");
    app.add_option("--credentials", options.credentials, "with -H: file with user and password, closed to others")
        ->type_name("FILE");
    app.add_option("--privilege", texts.privilege, "log in as user, operator or administrator")
        ->type_name("LEVEL")
        ->check(CLI::IsMember({"user", "operator", "administrator"}));
    app.add_flag("--no-cache{false}", options.use_cache, "neither read nor write the cache of SDRs");
    app.add_flag("--retry-auth", options.retry_auth, "log in even where the last login failed a moment ago");
    app.add_flag("-v,--verbose", options.verbose, "also how it went: requests, round trip, cipher suite");
}

void add_engine(CLI::App& app, Options& options, const VerbWords& verb) {
    app.add_option(
           "--engine", options.engine,
           fmt::format("ask the bmcscoped that listens there; else $BMCSCOPE_ENGINE, else {}", default_engine_socket))
        ->type_name("SOCKET");
    if (may_embed(verb))
        app.add_flag("--embedded", options.embedded,
                     "start an engine of its own that ends with this command: where no bmcscoped runs");
    if (verb.asks == Asks::either || verb.verb == Verb::hosts)
        app.add_flag("--direct", options.direct,
                     verb.verb == Verb::hosts ? "list the inventory, even where an engine runs"
                                              : "ask the BMCs, even where an engine runs");
}

void add_common(CLI::App& app, Options& options, Texts& texts, const VerbWords& verb) {
    app.set_help_flag("-h,--help", "this text");
    app.add_option("WORDS", texts.words, "as in the first line; SET: which hosts, see below")->type_name("");
    if (reads_inventory(verb))
        app.add_option(
               "--inventory", options.inventory,
               may_embed(verb)
                   ? "with --embedded: file or folder; else $BMCSCOPE_INVENTORY, else /etc/bmcscope/inventory.toml"
                   : "file or folder; else $BMCSCOPE_INVENTORY, else /etc/bmcscope/inventory.toml")
            ->type_name("PATH");
    if (asks_bmcs(verb)) add_login(app, options, texts);
    if (asks_engine(verb)) add_engine(app, options, verb);
    if (verb.asks != Asks::nobody)
        app.add_option("-t,--timeout", texts.timeout,
                       asks_bmcs(verb) ? "seconds for one BMC" : "seconds for an answer of the engine")
            ->type_name("SECONDS")
            ->check(CLI::Range(0.1, 86400.0));
    app.add_flag("--json", options.json,
                 verb.verb == Verb::inventory ? "one JSON object" : "JSON, an object a line, as results come");
    app.add_option("--color,--colour", texts.colour, "auto, always or never")
        ->type_name("WHEN")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    app.footer(std::string(about_sets()));
}

/// Of what nobody should do to several hosts by mistake.
void add_asking(CLI::App& app, Options& options) {
    app.add_flag("-y,--yes", options.yes, "do not ask before several hosts are switched, cleared or sent raw bytes");
    app.add_option("--hosts", options.hosts, "the set must be so many hosts; then nobody is asked")
        ->type_name("HOSTS")
        ->check(CLI::Range(1, 1'000'000));
}

void add_power(CLI::App& app, Options& options, Texts& texts) {
    app.add_flag("--force", options.force, "soft: cut the power when the host has not gone down in time");
    app.add_option("--wait", texts.wait, "seconds until the state must have changed")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, 3600))
        ->capture_default_str();
    app.add_option("--at-once", options.at_once, "so many hosts at the same time")
        ->type_name("HOSTS")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    app.add_option("--stagger", texts.stagger,
                   "seconds between two starts; by itself 1 for on and cycle of several hosts, so that their inrush "
                   "currents do not add up, else 0")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.0, 3600.0));
    app.add_flag("--dry-run", options.dry_run, "say what would be done to whom; no BMC is asked");
    add_asking(app, options);
}

void add_events(CLI::App& app, Options& options) {
    app.add_flag("-f,--follow", options.follow, "go on with what happens");
    app.add_option("--after", options.after, "from behind this sequence number on")
        ->type_name("SEQUENCE")
        ->check(CLI::NonNegativeNumber);
    app.add_option("-n,--last", options.last, "without --after: so many of the newest")
        ->type_name("EVENTS")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
}

void add_audit(CLI::App& app, Options& options, Texts& texts) {
    app.add_option("--after", options.after, "those behind this number")
        ->type_name("SEQUENCE")
        ->check(CLI::NonNegativeNumber);
    const std::map<std::string, long> units{{"s", 1}, {"m", 60}, {"min", 60}, {"h", 3600}, {"d", 86400}};
    app.add_option("--since", texts.since, "those of the last 90m, 2h, 7d")
        ->transform(CLI::AsNumberWithUnit(units))
        ->check(CLI::Range(1L, 3660 * 86400L))
        ->type_name("TIME");
    app.add_option("-n,--last", options.last, "without --after and --since: so many of the newest")
        ->type_name("ENTRIES")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
}

void add_ack(CLI::App& app, Options& options, Texts& texts) {
    app.add_option("--note", options.note, "what others should know")->type_name("TEXT");
    const std::map<std::string, long> units{{"s", 1}, {"m", 60}, {"min", 60}, {"h", 3600}, {"d", 86400}};
    app.add_option("--for", texts.lasts, "so long: 90m, 2h, 1d; without it until the incident clears")
        ->transform(CLI::AsNumberWithUnit(units))
        ->check(CLI::Range(1L, 366 * 86400L))
        ->type_name("TIME");
}

void add_special(CLI::App& app, Options& options, Texts& texts) {
    switch (options.verb) {
        case Verb::sel:
            app.add_flag("--clear", options.sel.clear, "clear the log after it was read completely");
            add_asking(app, options);
            app.add_flag("--set-clock", options.sel.set_clock, "set the log's clock to this machine's time (UTC)");
            app.add_option("--newest", options.sel.newest, "only that many of the newest records")
                ->type_name("RECORDS")
                ->check(CLI::Range(1, 65535));
            app.add_option("--from-file", options.from_file, "decode a file of records (ipmitool sel writeraw) instead")
                ->type_name("FILE");
            break;
        case Verb::fru:
            app.add_option("--from-file", options.from_file, "decode a file (ipmitool fru read) instead")
                ->type_name("FILE");
            break;
        case Verb::power: add_power(app, options, texts); break;
        case Verb::raw:
            app.add_option("--lun", options.raw.lun, "logical unit, 0 to 3")
                ->type_name("NUMBER")
                ->check(CLI::Range(0, 3));
            add_asking(app, options);
            break;
        case Verb::incidents: app.add_flag("--all", options.all, "those that were cleared too"); break;
        case Verb::ack: add_ack(app, options, texts); break;
        case Verb::audit: add_audit(app, options, texts); break;
        case Verb::events: add_events(app, options); break;
        case Verb::inventory:
            add_engine(app, options, {Verb::inventory, "", "", "", Asks::engine});
            app.add_flag("--force", options.force, "reload: even where more than a tenth of the hosts would go");
            break;
        default: break;
    }
}

void take_over(Options& options, const Texts& texts) {
    using std::chrono::milliseconds;
    if (texts.timeout > 0) options.timeout = milliseconds(static_cast<long>(texts.timeout * 1000));
    if (texts.privilege == "user") options.privilege = Privilege::user;
    if (texts.privilege == "operator") options.privilege = Privilege::operator_;
    if (texts.privilege == "administrator") options.privilege = Privilege::administrator;
    if (texts.colour == "always") options.colour = Colour::always;
    if (texts.colour == "never") options.colour = Colour::never;
    options.wait = std::chrono::seconds(texts.wait);
    if (texts.stagger) options.stagger = milliseconds(static_cast<long>(*texts.stagger * 1000));
    if (texts.since > 0) options.since = std::chrono::seconds(texts.since);
    if (texts.lasts > 0) options.lasts = std::chrono::seconds(texts.lasts);
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
    for (const auto& verb : all_verbs()) text += fmt::format("  {:<9}  {}\n", verb.name, verb.does);
    return fmt::format(
        "{}\n`bmcscope VERB --help` shows a verb's options, `bmcscope --manual | man -l -` all of it.\n\n"
        "{}\n",
        text, footer);
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
    if (first == "--manual") return stop(exit_all_succeeded, manual_page());
    if (first.empty()) return stop(exit_usage, overview());
    const auto chosen = verb_of(first);
    if (!chosen) {
        std::string known;
        for (const auto& verb : all_verbs()) known += fmt::format(" {}", verb.name);
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
    add_common(app, parsed.options, texts, *chosen);
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

std::string_view about_sets() {
    return footer;
}

std::vector<OptionHelp> options_of(const VerbWords& verb) {
    Options options;
    Texts texts;
    options.verb = verb.verb;
    CLI::App app;
    add_common(app, options, texts, verb);
    add_special(app, options, texts);
    std::vector<OptionHelp> all;
    for (const auto* option : app.get_options()) {
        if (!option->nonpositional()) continue;
        OptionHelp help;
        for (const auto& name : option->get_snames()) help.names += (help.names.empty() ? "-" : ",-") + name;
        for (const auto& name : option->get_lnames()) help.names += (help.names.empty() ? "--" : ",--") + name;
        const auto value = option->get_type_name();
        if (option->get_items_expected_max() > 0) help.value = value.substr(0, value.find(':'));
        help.help = option->get_description();
        all.push_back(std::move(help));
    }
    return all;
}

}  // namespace ipmi::cli
