#include "api/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

namespace ipmi::api {
namespace {

constexpr int exit_usage = 2;

void seconds_option(CLI::App& app, const char* name, Duration& value, const char* help) {
    const auto given = std::chrono::duration_cast<std::chrono::seconds>(value).count();
    const auto take = [&value](const double& seconds) {
        value = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
    };
    app.add_option_function<double>(name, take, fmt::format("{} (default {})", help, given))
        ->type_name("SECONDS")
        ->check(CLI::Range(0.1, 86400.0));
}

void days_option(CLI::App& app, const char* name, std::chrono::days& value, const char* help) {
    const auto take = [&value](const long& days) { value = std::chrono::days(days); };
    app.add_option_function<long>(name, take, fmt::format("{} (default {})", help, value.count()))
        ->type_name("DAYS")
        ->check(CLI::Range(1L, 36500L));
}

/// Octal, and never so that its own user could not connect. Empty: nothing is wrong.
std::string wrong_with_mode(const std::string& mode) {
    const bool octal = !mode.empty() && mode.size() <= 4 && mode.find_first_not_of("01234567") == mode.npos;
    if (octal && (std::stoul(mode, nullptr, 8) & ~0666ul) == 0 && (std::stoul(mode, nullptr, 8) & 0600ul) == 0600ul)
        return {};
    return "a socket's mode is 0600, 0660 or 0666";
}

}  // namespace

Parsed parse(int argc, const char* const* argv) {
    Parsed parsed;
    auto& options = parsed.options;
    CLI::App app("bmcscoped asks the BMCs of an inventory again and again, and tells what they say on a Unix socket.",
                 "bmcscoped");
    app.add_option("--inventory", options.inventory,
                   "hosts and credentials, a file or a folder ($BMCSCOPE_INVENTORY, /etc/bmcscope/inventory.toml)")
        ->type_name("FILE");
    app.add_option("--socket", options.socket, fmt::format("where it listens (default {})", options.socket))
        ->type_name("PATH");
    const auto take_mode = [&options](const std::string& mode) {
        options.socket_mode = static_cast<unsigned>(std::stoul(mode, nullptr, 8));
    };
    app.add_option_function<std::string>("--socket-mode", take_mode,
                                         "permissions of the socket: who may connect; what each may do, the roles of "
                                         "the inventory say (default 0660: its user and group)")
        ->type_name("MODE")
        ->check(CLI::Validator(wrong_with_mode, "", "mode"));
    app.add_option("--state", options.state,
                   fmt::format("what it remembers; one engine a directory (default {})", options.state))
        ->type_name("DIRECTORY");
    auto& retention = options.retention;
    days_option(app, "--event-days", retention.events, "so long events are kept");
    // Fewer would be dropped before a program that follows has been away for a restart.
    app.add_option("--most-events", retention.most_events,
                   fmt::format("so many events are kept, the newest (default {})", retention.most_events))
        ->type_name("COUNT")
        ->check(CLI::Range(1000L, 1'000'000'000L));
    days_option(app, "--incident-days", retention.incidents, "so long incidents are kept that were cleared");
    days_option(app, "--gone-days", retention.gone_hosts,
                "so long all is kept that is known of a host that is gone from the inventory");
    days_option(app, "--audit-days", retention.audit, "so long the audit is kept: who did what");
    app.add_flag("--embedded", options.embedded,
                 "end when standard input ends: for a program that starts an engine of its own");
    seconds_option(app, "--sensors-every", options.pace.sensors, "each host's sensors are read so often");
    seconds_option(app, "--power-every", options.pace.power, "each host's power state is read so often");
    seconds_option(app, "--sel-every", options.pace.sel,
                   "each host's event log is looked at so often; new records are read at once");
    seconds_option(app, "--device-every", options.pace.device, "each BMC's firmware and self test are read so often");
    seconds_option(app, "--inventory-every", options.pace.inventory,
                   "each host's parts, LAN settings and users are read so often, and after new firmware or power-on");
    app.add_option("--requests-per-second", options.pace.requests_per_second,
                   fmt::format("no BMC is sent more on average, whatever the periods say (default {}; 0: no limit)",
                               options.pace.requests_per_second))
        ->type_name("COUNT")
        ->check(CLI::Range(0.0, 100000.0));
    seconds_option(app, "--timeout", options.pace.timeout, "a BMC that has not answered by then is silent");
    seconds_option(app, "--retry-after", options.pace.first_retry,
                   "a silent BMC is logged in to again after so long; longer each time, up to 5 minutes");
    seconds_option(app, "--probe-every", options.pace.probe,
                   "a silent BMC is pinged so often meanwhile, and so are addresses that are not in use");
    seconds_option(
        app, "--names-every", options.pace.names,
        "names of BMCs are looked up at least so often; sooner where a name server says so, or a BMC does not answer");
    app.set_version_flag("-V,--version", "bmcscoped " BMCSCOPE_VERSION);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) {
        parsed.run = false;
        parsed.message = asked.get_name() == "CallForHelp" ? app.help() : std::string(asked.what()) + "\n";
    } catch (const CLI::ParseError& error) {
        parsed.run = false;
        parsed.exit_code = exit_usage;
        parsed.message = fmt::format("bmcscoped: {}; see bmcscoped --help\n", error.what());
    }
    return parsed;
}

}  // namespace ipmi::api
