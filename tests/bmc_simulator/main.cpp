// bmcscope-sim: a test BMC, or ten thousand. README.md tells how to use it.
#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdio>

#include "base/clock.hpp"
#include "control.hpp"
#include "server.hpp"

namespace ipmi::sim {
namespace {

/// Scripts wait for this line.
void say_ready(const Fleet& fleet) {
    const auto last = fleet.size() - 1;
    if (last == 0)
        fmt::print("ready: 1 BMC on {}\n", fleet.address(0));
    else
        fmt::print("ready: {} BMCs on {} to {}\n", fleet.size(), fleet.address(0), fleet.address(last));
    std::fflush(stdout);
}

void print_stats(const Fleet& fleet) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    const auto cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    const auto total = fleet.total();
    const auto each = total.datagrams ? cpu / static_cast<double>(total.datagrams) * 1e6 : 0;
    fmt::print(
        "requests {} replies {} commands {} sessions {} refused_logins {} discarded {} cpu_seconds {:.3f} "
        "cpu_microseconds_per_request {:.2f} rss_kib {}\n",
        total.datagrams, total.replies, total.commands, total.sessions, total.refused_logins, total.discarded, cpu,
        each, usage.ru_maxrss);
}

}  // namespace
}  // namespace ipmi::sim

int main(int argc, char** argv) {
    using namespace ipmi::sim;
    try {
        const auto options = parse_options(argc, argv);
        if (options.exit_code) return *options.exit_code;
        Server server(options);
        for (const auto& line : options.told) {
            const auto answer = answer_control(server.fleet(), line, ipmi::Clock::now());
            if (answer.find("\"ok\":true") == std::string::npos)
                throw std::runtime_error("--tell " + line + ": " + answer);
        }
        say_ready(server.fleet());
        server.run(options.run_for);
        if (options.stats) print_stats(server.fleet());
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "bmcscope-sim: {}\n", error.what());
        return 2;
    }
}
