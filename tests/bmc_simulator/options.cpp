#include "options.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <stdexcept>

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

}  // namespace

Options parse_options(int argc, const char* const* argv) {
    CLI::App app(description, "bmcscope-sim");
    std::string listen;
    std::string profile = "healthy64";
    std::uint32_t count = 0;
    std::uint32_t ports = 1;
    std::vector<std::string> users;
    double seconds = 0;
    Options options;
    auto& settings = options.settings;
    app.add_option("--listen", listen, "first address, ADDRESS[:PORT]; port 0 lets the system choose (127.0.0.1:623)");
    app.add_option("--count", count, "how many BMCs, on consecutive addresses of the same port");
    app.add_option("--ports", ports, "how many of them on each address, on consecutive ports")
        ->check(CLI::PositiveNumber);
    app.add_option("--profile", profile, "what each of them is (healthy64)");
    app.add_option("--user", users, "NAME:PASSWORD:PRIVILEGE instead of the default accounts; may be repeated");
    app.add_option("--kg", settings.kg, "the BMC key K_g for two-key logins");
    app.add_option("--suites", settings.suites, "cipher suites on offer")->delimiter(',');
    app.add_option("--sessions", settings.session_limit, "session slots of a BMC (8)");
    app.add_option("--seed", settings.seed, "seed of all chance (1)");
    app.add_option("--for", seconds, "end after that many seconds");
    app.add_flag("--stats", options.stats, "at the end: requests, CPU time, CPU per request, sessions");
    app.parse(argc, argv);

    settings.users = default_users();
    if (!users.empty()) {
        settings.users = {User{}};
        for (const auto& user : users) settings.users.push_back(parse_user(user));
    }
    if (seconds > 0) options.run_for = std::chrono::duration<double>(seconds);
    const auto first = Place::parse(listen.empty() ? "127.0.0.1" : listen);
    if (first.port == 0 && ports > 1) throw std::runtime_error("--ports needs a first port");
    if (count == 0) count = ports;
    for (std::uint32_t i = 0; i < count; ++i) {
        auto place = first.after(i / ports);
        if (first.port + i % ports > 65535) throw std::runtime_error("too few ports from " + first.text() + " on");
        place.port = static_cast<std::uint16_t>(first.port + i % ports);
        options.bmcs.push_back({place, profile});
    }
    return options;
}

int explain(const std::exception& error) {
    if (const auto* parse = dynamic_cast<const CLI::ParseError*>(&error)) {
        CLI::App app(description, "bmcscope-sim");
        return app.exit(*parse);
    }
    std::fprintf(stderr, "bmcscope-sim: %s\n", error.what());
    return 2;
}

}  // namespace ipmi::sim
