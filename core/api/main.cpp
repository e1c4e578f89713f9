// bmcscoped: the engine as a service. Wires inventory, engine and server; ends on SIGINT and SIGTERM.
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#include <ipmi/secret.hpp>

#include <cstdio>
#include <exception>
#include <filesystem>

#include "api/dispatch.hpp"
#include "api/hosts_source.hpp"
#include "api/options.hpp"
#include "api/server.hpp"
#include "api/signal_wait.hpp"
#include "api/state_lock.hpp"

namespace {

using ipmi::api::HostsSource;
using ipmi::api::Options;
using ipmi::api::SignalWait;
using ipmi::engine::Engine;
using ipmi::engine::Recorder;

constexpr int exit_failed = 1;
constexpr auto look_at_inventory = std::chrono::seconds(2);

int refuse(const ipmi::Error& why) {
    fmt::print(stderr, "bmcscoped: {}\n", why.context);
    return exit_failed;
}

void say(const std::string& line) {
    fmt::print("bmcscoped: {}\n", line);
    std::fflush(stdout);
}

/// Said here and in the journal, so that those who only look there know of it too.
void reload(HostsSource& hosts, Engine& engine, const char* why) {
    const auto done = hosts.load();
    auto event = ipmi::api::event_of(done);
    say(event.text);
    if (done) {
        for (const auto& host : done->unusable) say(host);
        for (const auto& host : done->kept) say("kept with the former password: " + host);
    }
    ipmi::AuditEntry entry;
    entry.who = why;
    entry.action = "read the inventory again";
    entry.stage = done ? ipmi::AuditStage::done : ipmi::AuditStage::refused;
    entry.result = event.text;
    engine.record(std::move(entry), std::move(event));
}

/// Until SIGINT or SIGTERM; SIGHUP, or files that have changed, make the inventory be read again.
void wait_for_the_end(const SignalWait& signals, HostsSource& hosts, Engine& engine) {
    std::string trouble;
    std::string doubt;
    for (;;) {
        const int number = signals.next(look_at_inventory);
        if (number == SIGINT || number == SIGTERM) return;
        const auto journal = engine.recorder().status();
        if (journal.trouble != trouble) say(journal.trouble.empty() ? "the journal is written again" : journal.trouble);
        trouble = journal.trouble;
        if (journal.doubt != doubt) say(journal.doubt.empty() ? "the clock is believed again" : journal.doubt);
        doubt = journal.doubt;
        if (number == SIGHUP || hosts.changed()) reload(hosts, engine, number == SIGHUP ? "SIGHUP" : "changed files");
    }
}

int run(const Options& options) {
    const auto path = options.inventory.empty() ? ipmi::inventory::default_inventory_path() : options.inventory;
    const auto lock = ipmi::api::StateLock::take(options.state);
    if (!lock) return refuse(lock.error());
    const auto recorder = Recorder::open(options.state, options.retention);
    if (!recorder) return refuse(recorder.error());
    if (const auto status = (*recorder)->status(); !status.trouble.empty()) say(status.trouble);

    // Blocked before there are threads: whichever of them the system picks, the signal waits for SignalWait.
    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&signals, number);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    const SignalWait wait(signals, options.embedded);

    ipmi::engine::EngineSettings settings;
    settings.cache_directory = options.state + "/cache";
    settings.pace = options.pace;
    Engine engine(std::move(settings), **recorder);
    HostsSource hosts(path, engine);
    const auto loaded = hosts.load();
    if (!loaded) return refuse(loaded.error());
    for (const auto& host : loaded->unusable) say(host);
    if (!loaded->missed.empty()) {
        say(loaded->missed);
        ipmi::Event event;
        event.time = ipmi::WallClock::now();
        event.severity = ipmi::Severity::warning;
        event.text = loaded->missed;
        engine.record(std::move(event));
    }
    ipmi::api::ServerCounters counters;
    using Forms = ipmi::schema::SensorForms<ipmi::schema::JsonWriter>;
    const auto forms = std::make_shared<Forms>(ipmi::schema::SensorDetail::all);
    ipmi::api::Access access;
    const auto journal = std::make_shared<ipmi::api::JournalWatch>(**recorder);
    const auto respond = [&engine, &hosts, &counters, &forms, &access, &journal](const ipmi::api::Question& question) {
        const ipmi::api::Context context{engine,
                                         hosts.inventory(),
                                         forms,
                                         hosts.readings_of_it(),
                                         &counters,
                                         &access,
                                         [&hosts] { return hosts.inventory(); },
                                         journal,
                                         &hosts};
        return ipmi::api::answer(context, question);
    };
    const auto server = ipmi::api::Server::listen(options.socket, respond, counters, options.socket_mode);
    if (!server) return refuse(server.error());
    (*recorder)->on_written = [&server] { (*server)->wake(); };
    engine.orders().on_result = [&server] { (*server)->wake(); };
    engine.on_answer = [&server] { (*server)->wake(); };
    engine.start();
    // Not before: until it has started, whoever reads the inventory again changes its hosts in his own thread.
    (*server)->serve();
    say(fmt::format("{} hosts of {}, asked on {}", loaded->hosts, path, options.socket));
    wait_for_the_end(wait, hosts, engine);
    engine.stop();
    (*recorder)->stop();  // before the server, which it wakes
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    ipmi::forbid_core_dumps();
    ::umask(0077);  // what it remembers is its own, also in a folder that others may enter
    ::signal(SIGPIPE, SIG_IGN);
    try {
        const auto parsed = ipmi::api::parse(argc, argv);
        if (!parsed.run) {
            fmt::print(parsed.exit_code == 0 ? stdout : stderr, "{}", parsed.message);
            return parsed.exit_code;
        }
        const int exit_code = run(parsed.options);
        // Whoever made a folder for our socket may be gone; a folder that holds something else stays.
        if (parsed.options.embedded) ::rmdir(std::filesystem::path(parsed.options.socket).parent_path().c_str());
        return exit_code;
    } catch (const std::exception& error) {
        fmt::print(stderr, "bmcscoped: {}\n", error.what());
        return exit_failed;
    }
}
