// For LD_PRELOAD: ends the process, as kill -9 does, right before or right after the n-th commit to the journal,
// renaming of it, or send to a client. KILL_FROM is a file: calls are counted while it is there. KILL_AT is n,
// KILL_WHEN "before" or "after".
#include <dlfcn.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace {

std::atomic<long> calls{0};

bool is_journal(int file) {
    std::array<char, 64> link{};
    std::array<char, 4096> path{};
    std::strcpy(link.data(), "/proc/self/fd/");
    std::size_t end = std::strlen(link.data());
    std::array<char, 12> digits{};
    std::size_t count = 0;
    do digits[count++] = static_cast<char>('0' + file % 10);
    while ((file /= 10) != 0);
    while (count > 0) link[end++] = digits[--count];
    const auto size = ::readlink(link.data(), path.data(), path.size());
    return size > 0 && std::string_view(path.data(), static_cast<std::size_t>(size)).find("journal.sqlite") !=
                           std::string_view::npos;
}

bool is_client(int socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    return ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0 && address.ss_family == AF_UNIX;
}

/// Counts a call, before it with `after` false, and ends the process where it is the one.
void pass(bool after, long number) {
    const char* when = std::getenv("KILL_WHEN");
    const char* at = std::getenv("KILL_AT");
    if (when == nullptr || at == nullptr || (std::strcmp(when, "after") == 0) != after) return;
    if (number == std::atol(at)) ::kill(::getpid(), SIGKILL);
}

long next_call() {
    const char* from = std::getenv("KILL_FROM");
    return from != nullptr && ::access(from, F_OK) == 0 ? ++calls : 0;
}

template <class Call>
auto around(bool counts, Call call) {
    const long number = counts ? next_call() : 0;
    if (number > 0) pass(false, number);
    const auto result = call();
    if (number > 0) pass(true, number);
    return result;
}

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int fdatasync(int file) {
    static auto* const next = real<int(int)>("fdatasync");
    return around(is_journal(file), [file] { return next(file); });
}

int fsync(int file) {
    static auto* const next = real<int(int)>("fsync");
    return around(is_journal(file), [file] { return next(file); });
}

int rename(const char* from, const char* to) noexcept {
    static auto* const next = real<int(const char*, const char*)>("rename");
    return around(std::strstr(from, "journal.sqlite") != nullptr, [from, to] { return next(from, to); });
}

ssize_t sendmsg(int socket, const msghdr* message, int flags) {
    static auto* const next = real<ssize_t(int, const msghdr*, int)>("sendmsg");
    return around(is_client(socket), [&] { return next(socket, message, flags); });
}

ssize_t send(int socket, const void* bytes, std::size_t size, int flags) {
    static auto* const next = real<ssize_t(int, const void*, std::size_t, int)>("send");
    return around(is_client(socket), [&] { return next(socket, bytes, size, flags); });
}
}
