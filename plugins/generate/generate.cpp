#include "generate/generate.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <filesystem>

#include "generate/command_files.hpp"
#include "generate/manual.hpp"
#include "generate/service_files.hpp"
#include "run.hpp"
#include "targets.hpp"

namespace plugins {
namespace {

constexpr int exit_failed = 3;  // as of every check, --help and --version included

struct Wanted {
    std::string monitor{};
    Options options{};
};

int services(const Wanted& wanted) {
    const auto found = find_targets(wanted.options);
    if (!found) {
        fmt::print(stderr, "check_bmc generate: {}\n", found.error().context);
        return exit_failed;
    }
    std::vector<FoundHost> hosts;
    for (const auto& target : found->targets) hosts.push_back({target.name, target.addresses.front(), {}, {}});
    for (const auto& [name, error] : found->failed) hosts.push_back({name, "", {}, error.context});
    DirectSource source({});
    ipmi::HostQuery query;
    query.sensors = true;
    std::size_t done = 0;
    source.ask(found->targets, query, limits_of(wanted.options.timeout),
               [&](std::size_t index, const ipmi::Result<ipmi::HostReport>& report) {
                   if (!report)
                       hosts[index].trouble = report.error().context;
                   else if (*report->sensors)
                       hosts[index].sensors = std::move(**report->sensors);
                   else
                       hosts[index].trouble = report->sensors->error().context;
                   fmt::print(stderr, "\r{} of {} BMCs asked", ++done, found->targets.size());
               });
    fmt::print(stderr, "\n");
    // The daemon that reads this runs in another directory.
    const auto& given = wanted.options.inventory;
    const ServiceStyle style{given.empty() ? given : std::filesystem::absolute(given).lexically_normal().string()};
    const auto text = wanted.monitor == "icinga2" ? icinga2_services(hosts, style) : nagios_services(hosts, style);
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::size_t troubled = 0;
    for (const auto& host : hosts) troubled += host.trouble.empty() ? 0 : 1;
    if (troubled > 0)
        fmt::print(stderr, "{} of {} could not be asked; the file says which and why\n", troubled, hosts.size());
    return troubled > 0 ? 1 : 0;
}

void print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

}  // namespace

int generate(int argc, char** argv) {
    CLI::App app{"Writes configuration to standard output.", "check_bmc generate"};
    app.require_subcommand(1);
    app.set_version_flag("-V,--version", "check_bmc " BMCSCOPE_VERSION);
    Wanted wanted;
    wanted.options.mode = Mode::group;
    for (const auto* monitor : {"icinga2", "nagios"}) {
        auto* one = app.add_subcommand(monitor, "hosts and services of SET, from the inventory and what each BMC has");
        one->add_option("SET", wanted.options.host_set, "hosts of the inventory: web[01-12],@rack1; @* is all")
            ->required();
        one->add_option("--inventory", wanted.options.inventory, "inventory file or folder");
        one->callback([&wanted, monitor] { wanted.monitor = monitor; });
    }
    std::string for_whom;
    auto* commands = app.add_subcommand("commands", "the command definitions, from the table of options");
    commands->add_option("MONITOR", for_whom, "icinga2 or nagios")
        ->required()
        ->check(CLI::IsMember({"icinga2", "nagios"}));
    std::string program;
    auto* manual = app.add_subcommand("manual", "a manual page (roff)");
    std::vector<std::string> programs;
    for (const auto mode : all_modes) programs.emplace_back(program_of(mode));
    manual->add_option("PROGRAM", program, "check_bmc, check_bmc_sensors …")
        ->required()
        ->check(CLI::IsMember(programs));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        app.exit(error);
        return exit_failed;
    }
    if (commands->parsed())
        print(for_whom == "icinga2" ? icinga2_commands() : nagios_commands());
    else if (manual->parsed())
        print(manual_page(*mode_of(program)));
    else
        return services(wanted);
    return 0;
}

}  // namespace plugins
