#include "cli/terminal.hpp"

#include <fcntl.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/error.hpp"

namespace ipmi::cli {
namespace {

volatile sig_atomic_t caught_signal = 0;
extern "C" void note_signal(int number) {
    caught_signal = number;
}

constexpr std::array watched{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

/// Signals interrupt the read, and are raised again once the terminal is as it was.
class HeldSignals {
public:
    HeldSignals() {
        struct sigaction action {};
        action.sa_handler = note_signal;  // without SA_RESTART
        caught_signal = 0;
        for (std::size_t i = 0; i < watched.size(); ++i) ::sigaction(watched[i], &action, &before_[i]);
    }
    HeldSignals(const HeldSignals&) = delete;
    HeldSignals& operator=(const HeldSignals&) = delete;
    ~HeldSignals() {
        for (std::size_t i = 0; i < watched.size(); ++i) ::sigaction(watched[i], &before_[i], nullptr);
        if (caught_signal != 0) ::raise(caught_signal);
    }

private:
    std::array<struct sigaction, watched.size()> before_{};
};

class Tty {
public:
    Tty() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {}
    Tty(const Tty&) = delete;
    Tty& operator=(const Tty&) = delete;
    ~Tty() {
        if (hidden_) ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

    bool hide_input() {
        if (::tcgetattr(descriptor_, &before_) != 0) return false;
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHOE | ECHOK | ECHONL);
        hidden_ = ::tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
        return hidden_;
    }
    void say(std::string_view text) const {
        while (!text.empty()) {
            const auto written = ::write(descriptor_, text.data(), text.size());
            if (written <= 0) return;
            text.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    /// One line without its end into `buffer`; what does not fit is read and dropped. False: no line came.
    template <std::size_t size>
    bool read_line(std::array<char, size>& buffer, std::size_t& used) const {
        used = 0;
        char c = 0;
        while (true) {
            const auto got = ::read(descriptor_, &c, 1);
            if (got != 1) return false;
            if (c == '\n' || c == '\r') return true;
            if (used < size) buffer[used++] = c;
        }
    }

private:
    int descriptor_;
    bool hidden_ = false;
    termios before_{};
};

}  // namespace

Result<Secret> ask_password(const std::string& prompt) {
    const HeldSignals signals;
    Tty tty;
    if (!tty.is_open() || !tty.hide_input())
        return fail(Errc::local, "there is no terminal to ask for the password; use --credentials FILE");
    tty.say(prompt);
    std::array<char, 256> line;
    std::size_t size = 0;
    const bool read = tty.read_line(line, size);
    tty.say("\n");
    Secret password;
    if (read) password = Secret(std::string_view(line.data(), size));
    wipe(line.data(), line.size());
    if (!read) return fail(Errc::cancelled, "no password was given");
    return password;
}

Result<bool> ask_to_go_on(const std::string& question) {
    const Tty tty;
    if (!tty.is_open()) return fail(Errc::local, "there is no terminal to ask whether to go on; --yes does not ask");
    tty.say(question);
    std::array<char, 16> line{};
    std::size_t size = 0;
    if (!tty.read_line(line, size)) return false;
    const std::string_view answer(line.data(), size);
    return answer == "y" || answer == "yes" || answer == "Y" || answer == "Yes" || answer == "YES";
}

}  // namespace ipmi::cli
