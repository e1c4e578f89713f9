// bmcscoped: the engine as a service. Wires inventory, engine and server; ends on SIGINT, SIGTERM and SIGHUP.
#include <fmt/format.h>
#include <signal.h>
#include <ipmi/secret.hpp>

#include <cstdio>
#include <exception>

#include "api/options.hpp"
#include "api/server.hpp"
#include "api/state_lock.hpp"
#include "inventory/inventory.hpp"

namespace {

using ipmi::api::Options;
using ipmi::engine::Engine;
using ipmi::inventory::Inventory;

constexpr int exit_failed = 1;

int refuse(const ipmi::Error& why) {
    fmt::print(stderr, "bmcscoped: {}\n", why.context);
    return exit_failed;
}

int run(const Options& options) {
    const auto path = options.inventory.empty() ? ipmi::inventory::default_inventory_path() : options.inventory;
    const auto inventory = Inventory::load(path);
    if (!inventory) return refuse(inventory.error());
    const auto lock = ipmi::api::StateLock::take(options.state);
    if (!lock) return refuse(lock.error());

    std::vector<ipmi::Target> targets;
    std::vector<ipmi::engine::Unusable> unusable;
    {
        ipmi::inventory::SecretCache secrets;
        for (const auto& [name, entry] : inventory->hosts()) {
            auto target = inventory->target(name, ipmi::inventory::Purpose::read, secrets);
            if (target)
                targets.push_back(std::move(*target));
            else
                unusable.push_back({name, entry.addresses, target.error()});
        }
    }
    for (const auto& host : unusable) fmt::print(stderr, "bmcscoped: {}: {}\n", host.host, host.why.context);

    // Blocked before there are threads: whichever of them the system picks, the signal waits for sigwait below.
    sigset_t ends;
    ::sigemptyset(&ends);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&ends, number);
    ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);

    ipmi::engine::EngineSettings settings;
    settings.cache_directory = options.state + "/cache";
    settings.pace = options.pace;
    const auto hosts = targets.size();
    Engine engine(std::move(settings), std::move(targets), unusable);
    const auto respond = [&engine](const ipmi::api::Question& question) { return ipmi::api::answer(engine, question); };
    const auto server = ipmi::api::Server::listen(options.socket, respond);
    if (!server) return refuse(server.error());
    engine.start();
    fmt::print("bmcscoped: {} hosts of {}, asked on {}\n", hosts, path, options.socket);
    std::fflush(stdout);
    int number = 0;
    ::sigwait(&ends, &number);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    ipmi::forbid_core_dumps();
    ::signal(SIGPIPE, SIG_IGN);
    try {
        const auto parsed = ipmi::api::parse(argc, argv);
        if (!parsed.run) {
            fmt::print(parsed.exit_code == 0 ? stdout : stderr, "{}", parsed.message);
            return parsed.exit_code;
        }
        return run(parsed.options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "bmcscoped: {}\n", error.what());
        return exit_failed;
    }
}
