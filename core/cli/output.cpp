#include "cli/output.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>

namespace ipmi::cli {
namespace {

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

Output standard_output() {
    Output output;
    output.out = [](std::string_view text) { return write_all(STDOUT_FILENO, text); };
    output.error = [](std::string_view text) { (void)write_all(STDERR_FILENO, text); };
    output.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
    output.error_is_terminal = ::isatty(STDERR_FILENO) == 1;
    winsize size{};
    if (output.out_is_terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) output.width = size.ws_col;
    return output;
}

}  // namespace ipmi::cli
