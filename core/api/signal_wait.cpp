#include "api/signal_wait.hpp"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace ipmi::api {
namespace {

/// Nobody can write there any more. What is written says nothing to us.
bool ended(int descriptor) {
    std::array<char, 256> ignored{};
    const auto count = ::read(descriptor, ignored.data(), ignored.size());
    return count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
}

}  // namespace

SignalWait::SignalWait(const sigset_t& signals, bool embedded)
    : queue_(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK)), lifeline_(embedded ? STDIN_FILENO : -1) {
    if (queue_ < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
}

SignalWait::~SignalWait() {
    ::close(queue_);
}

int SignalWait::next(std::chrono::seconds patience) const {
    std::array<pollfd, 2> sources{pollfd{queue_, POLLIN, 0}, pollfd{lifeline_, POLLIN, 0}};
    const std::chrono::milliseconds limit(patience);
    if (::poll(sources.data(), sources.size(), static_cast<int>(limit.count())) <= 0) return 0;
    signalfd_siginfo came{};
    if (::read(queue_, &came, sizeof came) == sizeof came) return static_cast<int>(came.ssi_signo);
    return sources[1].revents != 0 && ended(lifeline_) ? SIGTERM : 0;
}

}  // namespace ipmi::api
