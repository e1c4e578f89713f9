#include "options.hpp"

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "fault_fields.hpp"

namespace ipmi::sim {
namespace {

constexpr const char* description =
    "A test BMC: IPMI over LAN with RMCP+ cipher suites 3 and 17. One process is one BMC or ten thousand.\n"
    "Default accounts: admin/secret1234, operator/operator1234, monitor/monitor1234.";

/// "admin:secret:administrator"
User parse_user(const std::string& text) {
    const auto first = text.find(':');
    const auto last = text.rfind(':');
    if (first == std::string::npos || first == last) throw std::runtime_error("not NAME:PASSWORD:PRIVILEGE: " + text);
    const auto name = text.substr(0, first);
    const auto password = text.substr(first + 1, last - first - 1);
    const auto level = text.substr(last + 1);
    if (name.size() > 16) throw std::runtime_error("a user name has at most 16 bytes: " + name);
    if (password.size() > 20) throw std::runtime_error("the password of " + name + " has more than 20 bytes");
    if (level == "administrator") return {name, password, Level::administrator};
    if (level == "operator") return {name, password, Level::operator_};
    if (level == "user") return {name, password, Level::user};
    if (level == "callback") return {name, password, Level::callback};
    throw std::runtime_error("not a privilege (administrator, operator, user, callback): " + level);
}

/// "127.0.0.1:6230,profile=healthy64,loss=0.1": what is not "profile" is a fault.
BmcOption parse_bmc(const std::string& text, const BmcOption& common) {
    auto bmc = common;
    std::string faults;
    std::size_t from = 0;
    for (bool first = true; from <= text.size(); first = false) {
        const auto comma = std::min(text.find(',', from), text.size());
        const auto part = text.substr(from, comma - from);
        constexpr std::string_view profile = "profile=";
        if (first)
            bmc.place = Place::parse(part);
        else if (part.starts_with(profile))
            bmc.profile = part.substr(profile.size());
        else
            faults += (faults.empty() ? "" : ",") + part;
        from = comma + 1;
    }
    if (!faults.empty()) bmc.faults += (bmc.faults.empty() ? "" : ",") + faults;
    return bmc;
}

/// Consecutive addresses, on each of them consecutive ports.
std::vector<Place> row_of(const Place& first, std::uint32_t count, std::uint32_t ports) {
    if (first.port == 0 && ports > 1) throw std::runtime_error("--ports needs a first port");
    if (first.port + ports > 65536) throw std::runtime_error("too few ports from " + first.text() + " on");
    std::vector<Place> row;
    for (std::uint32_t i = 0; i < (count ? count : ports); ++i) {
        row.push_back(first.after(i / ports));
        row.back().port = static_cast<std::uint16_t>(first.port + i % ports);
    }
    return row;
}

}  // namespace

Options parse_options(int argc, const char* const* argv) {
    CLI::App app(description, "bmcscope-sim");
    std::string listen;
    BmcOption common{.profile = "healthy64"};
    std::uint32_t count = 0;
    std::uint32_t ports = 1;
    std::vector<std::string> users;
    std::vector<std::string> single;
    std::vector<std::string> faults;
    double seconds = 0;
    double login_timeout = 10;
    Options options;
    auto& settings = options.settings;
    app.set_config("--config", "", "options from a file, one a line: listen = \"127.0.0.1:6230\"");
    app.footer("Faults:\n" + fault_help());
    app.add_option("--listen", listen, "first address, ADDRESS[:PORT]; port 0 lets the system choose (127.0.0.1:623)");
    app.add_option("--count", count, "how many BMCs, on consecutive addresses of the same port");
    app.add_option("--ports", ports, "how many of them on each address, on consecutive ports")
        ->check(CLI::PositiveNumber);
    app.add_option("--bmc", single, "ADDRESS[:PORT][,profile=P][,FAULT=VALUE]…: one more; may be repeated");
    app.add_option(
        "--profile", common.profile,
        "healthy64, healthy64_device_sdrs, big320, an ipmi_sim .emu file, or SDRs as of `ipmitool sdr dump`");
    app.add_option("--fru", common.frus, "[ID=]FILE: a FRU image; may be repeated");
    app.add_option("--fault", faults, "FAULT[=VALUE],… of all of them; see below");
    app.add_option("--user", users, "NAME:PASSWORD:PRIVILEGE instead of the default accounts; may be repeated");
    app.add_option("--kg", settings.kg, "the BMC key K_g for two-key logins");
    app.add_option("--suites", settings.suites, "cipher suites on offer (3,17)")->delimiter(',');
    app.add_option("--sessions", settings.session_limit, "session slots of a BMC (8)");
    app.add_option("--login-timeout", login_timeout, "seconds until a login that stopped has failed (10)");
    app.add_option("--control", options.control, "path of a Unix socket that changes the BMCs while they run");
    app.add_option("--tell", options.told, "a line of the control protocol, carried out first; may be repeated");
    app.add_option("--seed", settings.seed, "seed of all chance (1)");
    app.add_option("--for", seconds, "end after that many seconds");
    app.add_flag("--stats", options.stats, "at the end: requests, CPU time, CPU per request, sessions");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        options.exit_code = app.exit(error) == 0 ? 0 : 2;
        return options;
    }

    settings.users = default_users();
    if (!users.empty()) {
        settings.users = {User{}};
        for (const auto& user : users) settings.users.push_back(parse_user(user));
    }
    settings.login_timeout = std::chrono::milliseconds(std::llround(login_timeout * 1000));
    if (seconds > 0) options.run_for = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
    for (const auto& text : faults) common.faults += (common.faults.empty() ? "" : ",") + text;
    if (!listen.empty() || single.empty()) {
        const auto row = row_of(Place::parse(listen.empty() ? "127.0.0.1" : listen), count, ports);
        for (const auto& place : row) {
            options.bmcs.push_back(common);
            options.bmcs.back().place = place;
        }
    }
    for (const auto& text : single) options.bmcs.push_back(parse_bmc(text, common));
    return options;
}

}  // namespace ipmi::sim
