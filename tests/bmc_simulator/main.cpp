// bmcscope-sim: sockets and a clock around the logic.
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "fleet.hpp"
#include "options.hpp"
#include "udp_socket.hpp"

namespace ipmi::sim {
namespace {

void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// One socket a port for rows of loopback addresses, else one a BMC.
std::vector<UdpSocket> listen(Fleet& fleet, const std::vector<BmcOption>& bmcs) {
    std::map<std::uint16_t, std::size_t> addresses_of_port;
    for (const auto& bmc : bmcs)
        if (bmc.place.is_loopback_v4() && bmc.place.port != 0) ++addresses_of_port[bmc.place.port];
    std::map<std::uint16_t, std::size_t> shared;  // port -> socket
    std::vector<UdpSocket> sockets;
    for (const auto& bmc : bmcs) {
        auto place = bmc.place;
        const bool share = place.is_loopback_v4() && place.port != 0 && addresses_of_port[place.port] > 1;
        const auto known = shared.find(place.port);
        if (!share || known == shared.end()) sockets.emplace_back(place, share);
        if (share && known == shared.end()) shared[place.port] = sockets.size() - 1;
        auto& socket = share ? sockets[shared[place.port]] : sockets.back();
        place.port = socket.port();
        const auto index = fleet.add(fleet.profile(bmc.profile), place.text());
        if (!place.v6) std::memcpy(fleet.bmc(index).ip.data(), &place.v4_address, sizeof place.v4_address);
        fleet.bmc(index).port = place.port;
        socket.serve(place, index);
    }
    return sockets;
}

void say_ready(const Fleet& fleet) {
    const auto last = fleet.size() - 1;
    const auto where = last == 0 ? fleet.address(0) : fmt::format("{} to {}", fleet.address(0), fleet.address(last));
    std::printf("ready: %zu BMC%s on %s\n", fleet.size(), last == 0 ? "" : "s", where.c_str());
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

int stop_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

void watch(int poller, int descriptor, std::uint32_t tag) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u32 = tag;
    if (epoll_ctl(poller, EPOLL_CTL_ADD, descriptor, &event) != 0) throw std::runtime_error("epoll_ctl");
}

int run(const Options& options) {
    raise_descriptor_limit();
    constexpr std::uint32_t stop_tag = 0xffffffff;
    auto settings = options.settings;
    settings.start = Clock::now();
    settings.start_epoch = static_cast<std::uint32_t>(std::time(nullptr));
    Fleet fleet(std::move(settings));
    const auto sockets = listen(fleet, options.bmcs);
    const int poller = epoll_create1(EPOLL_CLOEXEC);
    for (std::uint32_t i = 0; i < sockets.size(); ++i) watch(poller, sockets[i].descriptor(), i);
    watch(poller, stop_signals(), stop_tag);
    say_ready(fleet);

    const auto end =
        options.run_for ? Clock::now() + std::chrono::duration_cast<Duration>(*options.run_for) : Time::max();
    Outbox outbox;
    Time now{};
    const UdpSocket::Received received = [&](std::size_t bmc, ByteView datagram, const Path& path) {
        fleet.receive(bmc, datagram, path, now, outbox);
    };
    for (bool stop = false; !stop;) {
        std::array<epoll_event, 64> events{};
        const auto left = end - Clock::now();
        if (left <= Duration::zero()) break;
        const auto wait = end == Time::max() ? -1 : std::chrono::ceil<std::chrono::milliseconds>(left).count();
        const int count = epoll_wait(poller, events.data(), events.size(), static_cast<int>(wait));
        now = Clock::now();
        for (int i = 0; i < count; ++i) {
            const auto tag = events[static_cast<std::size_t>(i)].data.u32;
            if (tag == stop_tag) {
                stop = true;
                continue;
            }
            for (int rounds = 0; rounds < 8 && sockets[tag].receive(received); ++rounds) flush(outbox);
        }
        flush(outbox);
    }
    if (options.stats) print_stats(fleet);
    return 0;
}

}  // namespace
}  // namespace ipmi::sim

int main(int argc, char** argv) {
    try {
        return ipmi::sim::run(ipmi::sim::parse_options(argc, argv));
    } catch (const std::exception& error) {
        return ipmi::sim::explain(error);
    }
}
