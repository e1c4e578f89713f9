#include "server.hpp"

#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <map>
#include <stdexcept>

#include "control.hpp"
#include "fault_fields.hpp"

namespace ipmi::sim {
namespace {

void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

int stop_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

Settings started(Settings settings) {
    settings.start = Clock::now();
    settings.start_epoch = static_cast<std::uint32_t>(std::time(nullptr));
    return settings;
}

}  // namespace

Server::Server(const Options& options)
    : fleet_(started(options.settings)), poller_(epoll_create1(EPOLL_CLOEXEC)), signals_(stop_signals()) {
    raise_descriptor_limit();
    listen(options.bmcs);
    if (!options.control.empty()) {
        control_ = std::make_unique<ControlSocket>(options.control);
        watch(control_->listener());
    }
    for (const auto& socket : sockets_) watch(socket.descriptor());
    watch(signals_);
}

Server::~Server() {
    close(signals_);
    close(poller_);
}

/// One group of sockets a port for rows of loopback addresses, else one a BMC.
void Server::listen(const std::vector<BmcOption>& bmcs) {
    std::map<std::uint16_t, std::size_t> addresses_of_port;
    for (const auto& bmc : bmcs)
        if (bmc.place.is_loopback_v4() && bmc.place.port != 0) ++addresses_of_port[bmc.place.port];
    std::map<std::uint16_t, std::size_t> shared;  // port -> the first socket of its group
    for (const auto& option : bmcs) {
        auto place = option.place;
        const bool share = place.is_loopback_v4() && place.port != 0 && addresses_of_port[place.port] > 1;
        const auto known = shared.find(place.port);
        if (!share) {
            sockets_.emplace_back(place);
        } else if (known == shared.end()) {
            shared[place.port] = sockets_.size();
            for (auto& each : UdpSocket::group(place)) sockets_.push_back(std::move(each));
        }
        auto& socket = share ? sockets_[shared[place.port]] : sockets_.back();
        place.port = socket.port();
        const auto index = fleet_.add(fleet_.profile(option.profile, option.frus), place.text());
        auto& bmc = fleet_.bmc(index);
        if (!place.v6) std::memcpy(bmc.ip.data(), &place.v4_address, sizeof place.v4_address);
        bmc.port = place.port;
        if (!option.faults.empty()) {
            set_faults(bmc.edit_faults(), option.faults);
            bmc.apply_faults();
        }
        socket.serve(place, index);
    }
    for (std::size_t i = 0; i < sockets_.size(); ++i) {
        const auto descriptor = static_cast<std::size_t>(sockets_[i].descriptor());
        if (socket_of_.size() <= descriptor) socket_of_.resize(descriptor + 1, -1);
        socket_of_[descriptor] = static_cast<int>(i);
    }
}

void Server::watch(int descriptor) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    if (epoll_ctl(poller_, EPOLL_CTL_ADD, descriptor, &event) != 0)
        throw std::runtime_error(std::string("epoll_ctl: ") + std::strerror(errno));
}

int Server::wait(Time until) {
    std::array<epoll_event, 256> events;
    timespec patience{};
    const auto left = std::max(until - now_, Duration::zero());
    patience.tv_sec = std::chrono::duration_cast<std::chrono::seconds>(left).count();
    patience.tv_nsec = (left % std::chrono::seconds(1)).count();
    const int count =
        epoll_pwait2(poller_, events.data(), events.size(), until == Time::max() ? nullptr : &patience, nullptr);
    ready_.clear();
    for (int i = 0; i < count; ++i) ready_.push_back(events[static_cast<std::size_t>(i)].data.fd);
    return count;
}

void Server::serve_control(int descriptor) {
    if (descriptor != control_->listener()) {
        control_->serve(descriptor, [this](std::string_view line) { return answer_control(fleet_, line, now_); });
        return;
    }
    if (const int client = control_->accept(); client >= 0) watch(client);
}

void Server::run(std::optional<Duration> time) {
    now_ = Clock::now();
    const auto end = time ? now_ + *time : Time::max();
    const UdpSocket::Received received = [this](std::size_t bmc, ByteView datagram, const Path& path) {
        fleet_.receive(bmc, datagram, path, now_, outbox_);
    };
    constexpr int most_rounds = 8;  // a socket that never empties must not starve the others
    while (now_ < end) {
        wait(std::min(end, fleet_.next_due().value_or(Time::max())));
        now_ = Clock::now();
        for (const int descriptor : ready_) {
            if (descriptor == signals_) return;
            const auto at = static_cast<std::size_t>(descriptor);
            if (at >= socket_of_.size() || socket_of_[at] < 0) {
                serve_control(descriptor);
                continue;
            }
            const auto& socket = sockets_[static_cast<std::size_t>(socket_of_[at])];
            for (int rounds = 0; rounds < most_rounds && socket.receive(received); ++rounds) flush(outbox_);
        }
        fleet_.release(now_, outbox_);
        flush(outbox_);
    }
}

}  // namespace ipmi::sim
