#include "dropin/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "dropin/freeipmi_config.hpp"
#include "dropin/freeipmi_options.hpp"
#include "dropin/help.hpp"
#include "dropin/refuse.hpp"
#include "dropin/words.hpp"
#include "shown_text.hpp"

namespace plugins::dropin {
namespace {

using ipmi::Errc;
using ipmi::Error;
using ipmi::Result;

/// As CLI11 takes it, before anything is looked up or opened.
struct Raw {
    std::string host{};
    std::string config_file{};
    std::string user{};
    bool user_given = false;
    std::string level{};
    std::vector<std::string> options{};
    std::vector<std::string> sel_options{};
    std::vector<std::string> types{};
    std::vector<std::string> excluded_types{};
    std::vector<std::string> sel_types{};
    std::vector<std::string> excluded_sel_types{};
    std::vector<std::string> include{};
    std::vector<std::string> exclude{};
    std::vector<std::string> ignore_warning{};
    std::string sel_tail{};
    std::string sel_days{};
    std::string outformat{};
    std::string lan_version{};
    std::string simulate{};
    std::string timeout{};
    bool no_sel = false;
    bool no_dcmi = false;
    bool no_thresholds = false;
    bool help = false;
    bool version = false;
    bool usage = false;
};

/// Every option of the table, bound to where its value goes.
void describe(CLI::App& app, Raw& raw, Options& options) {
    app.set_help_flag();  // -h is one of our own
    const auto text = [&app](const char* name, std::string& value) {
        return app.add_option(name, value)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    };
    const auto list = [&app](const char* name, std::vector<std::string>& values) {
        app.add_option(name, values)->allow_extra_args(false);
    };
    const auto ignored = [&app](const char* name) { app.add_flag(name); };
    text("--host", raw.host);
    text("--config-file", raw.config_file);
    text("--user", raw.user)->each([&raw](const std::string&) { raw.user_given = true; });
    text("--privilege-level", raw.level);
    list("--options", raw.options);
    list("--seloptions", raw.sel_options);
    list("--sensor-types", raw.types);
    list("--exclude-sensor-types", raw.excluded_types);
    list("--sel-sensor-types", raw.sel_types);
    list("--exclude-sel-sensor-types", raw.excluded_sel_types);
    list("--include", raw.include);
    list("--exclude", raw.exclude);
    list("--ignore-warning", raw.ignore_warning);
    text("--selexclude", options.sel_exclude_file);
    text("--sexclude", options.exclude_file);
    text("--unify-sensors", options.unify_file);
    text("--seltail", raw.sel_tail);
    text("--seldays", raw.sel_days);
    text("--outformat", raw.outformat);
    text("--lan-version", raw.lan_version);
    text("--simulate", raw.simulate);
    text("--timeout", raw.timeout);
    app.add_option("--fancount", options.fan_count)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    app.add_option("--verbosity", options.verbosity)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    app.add_flag("--fru", options.fru);
    app.add_flag("--assettag", options.asset_tag);
    app.add_flag("--board", options.board);
    app.add_flag("--nosel", raw.no_sel);
    app.add_flag("--selonly", options.sel_only);
    app.add_flag("--nothresholds", raw.no_thresholds);
    app.add_flag("--nodcmi", raw.no_dcmi);
    app.add_flag("--noentityabsent", options.no_entity_absent);
    app.add_flag("--legacy-states", options.legacy_states);
    ignored("--compat");
    ignored("--nosudo");
    app.add_flag("--help", raw.help);
    app.add_flag("--version", raw.version);
    app.add_flag("--usage", raw.usage);
}

std::set<std::string> id_set(const std::vector<std::string>& lists) {
    const auto ids = split_list(lists, ",");
    return {ids.begin(), ids.end()};
}

Result<unsigned> count_of(const std::string& text, const char* option, unsigned most) {
    unsigned count = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, count);
    if (problem != std::errc{} || stop != end || count < 1 || count > most)
        return refuse(fmt::format("{} takes a number from 1 to {}", option, most));
    return count;
}

Result<void> read_types(const Raw& raw, Options& options) {
    const auto read = [](const std::vector<std::string>& lists, SensorTypes& into) -> Result<void> {
        auto types = parse_sensor_types(lists);
        if (!types) return std::unexpected(std::move(types.error()));
        into = std::move(*types);
        return {};
    };
    options.type_words = split_list(raw.types, ",");
    for (const auto& done :
         {read(raw.types, options.types), read(raw.excluded_types, options.excluded_types),
          read(raw.sel_types, options.sel_types), read(raw.excluded_sel_types, options.excluded_sel_types)})
        if (!done) return done;
    return {};
}

Result<void> read_numbers(const Raw& raw, Options& options) {
    if (!raw.sel_tail.empty()) {
        const auto count = count_of(raw.sel_tail, "--seltail", 65535);
        if (!count) return std::unexpected(count.error());
        options.sel_tail = static_cast<std::uint16_t>(*count);
    }
    if (!raw.sel_days.empty()) {
        const auto days = count_of(raw.sel_days, "--seldays", 36500);
        if (!days) return std::unexpected(days.error());
        options.sel_days = *days;
    }
    return {};
}

/// In-band access, and who may log in: from the file of -f, or else from -U, -P and -L together.
Result<Access> read_access(const Raw& raw, std::optional<ipmi::Secret> password) {
    if (raw.host.empty() || raw.host == "localhost")
        return refuse(
            "Error: this machine's own BMC (no -H, or -H localhost) is not carried: name the BMC's address with -H");
    if (!raw.config_file.empty()) return read_freeipmi_config(raw.config_file);
    Access access;
    if (!raw.user_given || !password || raw.level.empty())
        return refuse("Error:  -f <FreeIPMI config file> or -U <username> -P <password> -L <privilege level> missing.");
    if (const auto user = apply_setting(access, "username", raw.user); !user) return std::unexpected(user.error());
    const auto secret = apply_setting(access, "password", password->reveal());
    if (!secret) return std::unexpected(secret.error());
    const auto level = apply_setting(access, "privilege-level", raw.level);
    if (!level) return std::unexpected(level.error());
    return access;
}

Result<std::chrono::milliseconds> read_timeout(const std::string& text) {
    char* end = nullptr;
    const double seconds = std::strtod(text.c_str(), &end);
    if (*end != '\0' || !std::isfinite(seconds) || seconds < 0.1 || seconds > 3600)
        return refuse("--timeout takes seconds, from 0.1 to 3600");
    return std::chrono::milliseconds(std::lround(seconds * 1000));
}

Result<void> interpret(const Raw& raw, std::optional<ipmi::Secret> password, Options& options) {
    if (!raw.simulate.empty()) return refuse("Error: -s (output of ipmi-sensors from a file) is not carried.");
    options.zenoss = raw.outformat == "zenoss";
    options.thresholds = !raw.no_thresholds;
    options.sel = !raw.no_sel;
    options.dcmi = !raw.no_dcmi;
    options.include = id_set(raw.include);
    options.exclude = id_set(raw.exclude);
    options.ignore_warning = id_set(raw.ignore_warning);
    if (const auto done = read_types(raw, options); !done) return done;
    if (const auto done = read_numbers(raw, options); !done) return done;
    if (const auto done = check_driver(raw.lan_version.empty() ? "LAN_2_0" : raw.lan_version); !done) return done;
    const bool on_command_line = password.has_value();
    auto access = read_access(raw, std::move(password));
    if (!access) return std::unexpected(std::move(access.error()));
    if (const auto done = apply_freeipmi_options(raw.options, *access, options); !done) return done;
    if (const auto done = apply_sel_options(raw.sel_options, options); !done) return done;
    if (access->session_timeout) options.timeout = *access->session_timeout;
    if (!raw.timeout.empty()) {
        const auto timeout = read_timeout(raw.timeout);
        if (!timeout) return std::unexpected(timeout.error());
        options.timeout = *timeout;
    }
    options.target = make_target(raw.host, *access);
    if (on_command_line)
        options.notes.push_back(
            "The password stood on the command line, where others can read it until this program has wiped it: use -f");
    if (options.verbosity > 2) options.notes.insert(options.notes.end(), access->notes.begin(), access->notes.end());
    return {};
}

Parsed say(std::string message, int exit_code = 3) {
    Parsed parsed;
    parsed.run = false;
    parsed.message = std::move(message);
    parsed.exit_code = exit_code;
    return parsed;
}

}  // namespace

Parsed parse(int argc, char** argv) {
    // Needed before anything can go wrong: what a wrong word exits with.
    const bool legacy =
        std::any_of(argv, argv + argc, [](const char* word) { return std::string_view(word) == "--legacy-states"; });
    const int wrong_usage = legacy ? 1 : 3;
    auto words = read_words(argc, argv);
    if (!words) return say(shown_text(words.error().context) + "\n" + usage_text(), wrong_usage);
    Parsed parsed;
    Raw raw;
    CLI::App app;
    describe(app, raw, parsed.options);
    try {
        std::reverse(words->words.begin(), words->words.end());  // CLI11 wants the last one first
        app.parse(std::move(words->words));
    } catch (const CLI::ParseError& error) {
        return say(fmt::format("{}\n{}", shown_text(error.what()), usage_text()), wrong_usage);
    }
    if (raw.help) return say(help_text(), legacy ? 0 : 3);
    if (raw.version) return say(version_text(), legacy ? 0 : 3);
    if (raw.usage) return say(usage_text());
    if (const auto done = interpret(raw, std::move(words->password), parsed.options); !done)
        return say(shown_text(done.error().context) + "\n" +
                   (done.error().context.starts_with("Error:  -f") ? usage_text() : ""));
    return parsed;
}

}  // namespace plugins::dropin
