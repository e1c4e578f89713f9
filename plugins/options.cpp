#include "options.hpp"

#include <CLI/CLI.hpp>

namespace plugins {

Parsed parse(int argc, const char* const* argv) {
    Parsed parsed;
    auto& options = parsed.options;
    CLI::App app{"Reads a server's sensors from its BMC (IPMI 2.0) and judges them by their own thresholds.",
                 "check_bmc_sensors"};
    double seconds = 10;
    app.set_help_flag("-h,--help", "this text");
    app.set_version_flag("-V,--version", "check_bmc_sensors " BMCSCOPE_VERSION);
    app.add_option("-H,--host", options.host, "the BMC: name, IPv4 or [IPv6] address, with :PORT where it is not 623")
        ->required();
    app.add_option("--credentials", options.credentials,
                   "file with user = \"…\" and password = \"…\" (TOML), closed to others (chmod 600)")
        ->required();
    app.add_option("-t,--timeout", seconds, "seconds until an answer must be there, whatever happens")
        ->check(CLI::Range(0.1, 3600.0))
        ->capture_default_str();
    app.add_flag("-v,--verbose", options.verbosity, "-v: a line for every sensor; -vv: how the reading went");
    app.add_flag("--retry-auth", options.retry_auth, "log in even where the last login failed a moment ago");
    app.footer("Exit codes: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        parsed.run = false;
        std::ostringstream text;
        const bool asked = error.get_exit_code() == 0;
        if (!asked) text << "UNKNOWN: ";
        app.exit(error, text, text);
        parsed.message = text.str();
        return parsed;
    }
    options.timeout = std::chrono::milliseconds(static_cast<long>(seconds * 1000));
    return parsed;
}

}  // namespace plugins
