#include "last_word.hpp"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <string_view>

namespace plugins {
namespace {

// A signal handler can be handed nothing.
std::atomic_flag said = ATOMIC_FLAG_INIT;
std::atomic_int said_code{3};

/// False: whoever should read it cannot.
bool write_all(const char* text, std::size_t size) {
    while (size > 0) {
        const auto written = ::write(STDOUT_FILENO, text, size);
        if (written <= 0) return false;
        text += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

void on_alarm(int) {
    if (said.test_and_set()) ::_exit(said_code);  // whoever should read the answer does not
    constexpr std::string_view text =
        "UNKNOWN: no answer in time: something on this machine hangs (disk, name server)\n";
    static_cast<void>(write_all(text.data(), text.size()));
    ::_exit(3);
}

}  // namespace

void begin_last_word(std::chrono::milliseconds timeout) {
    static const auto begun = std::chrono::steady_clock::now();
    struct sigaction action {};
    action.sa_handler = on_alarm;
    ::sigaction(SIGALRM, &action, nullptr);
    itimerval timer{};
    // A deadline that has passed already still has its word, at once.
    const auto left = std::max(
        timeout - std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun),
        std::chrono::milliseconds(1));
    timer.it_value.tv_sec = left.count() / 1000;
    timer.it_value.tv_usec = left.count() % 1000 * 1000;
    ::setitimer(ITIMER_REAL, &timer, nullptr);
}

void say(const char* text, std::size_t size, int exit_code) {
    said_code = exit_code;
    if (!said.test_and_set() && !write_all(text, size)) exit_code = 3;
    // A name look-up may still hang in the system's resolver: the deadline does not wait for it.
    ::_exit(exit_code);
}

}  // namespace plugins
