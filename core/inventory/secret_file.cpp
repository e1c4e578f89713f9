#include "inventory/secret_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/error.hpp"

namespace ipmi::inventory {
namespace {

bool in_own_groups(gid_t group) {
    if (group == ::getegid()) return true;
    std::array<gid_t, 256> groups{};
    const int count = ::getgroups(static_cast<int>(groups.size()), groups.data());
    for (int i = 0; i < count; ++i)
        if (groups[static_cast<std::size_t>(i)] == group) return true;
    return false;
}

Result<void> check_mode(const std::string& path, const struct stat& status) {
    if (status.st_uid != 0 && status.st_uid != ::geteuid())
        return fail(Errc::local,
                    fmt::format("{} belongs to another user: refused; chown it to root or to the caller", path));
    if ((status.st_mode & 0007) != 0)
        return fail(Errc::local, fmt::format("{} is open to others: refused; chmod 600 {}", path, path));
    if ((status.st_mode & 0030) != 0)
        return fail(Errc::local, fmt::format("{} can be changed by its group: refused; chmod 640 {}", path, path));
    if ((status.st_mode & 0040) != 0 && !in_own_groups(status.st_gid))
        return fail(
            Errc::local,
            fmt::format("{} is readable by a group that is not the caller's: refused; chmod 600 {}", path, path));
    return {};
}

enum class Guard { mode, systemd };

Result<Secret> read_guarded(const std::string& path, Guard guard) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return fail(Errc::local, fmt::format("cannot read {}: {}", path, std::strerror(errno)));
    struct Closer {
        int number;
        ~Closer() { ::close(number); }
    } const closer{descriptor};
    struct stat status {};
    if (::fstat(descriptor, &status) != 0)
        return fail(Errc::local, fmt::format("cannot read {}: {}", path, std::strerror(errno)));
    if (!S_ISREG(status.st_mode)) return fail(Errc::local, fmt::format("{} is not a regular file", path));
    if (guard == Guard::mode)
        if (const auto allowed = check_mode(path, status); !allowed) return std::unexpected(allowed.error());
    std::array<char, largest_secret_file + 1> buffer;
    std::size_t size = 0;
    while (size < buffer.size()) {
        const auto got = ::read(descriptor, buffer.data() + size, buffer.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        size += static_cast<std::size_t>(got);
    }
    Secret secret;
    const bool too_large = size > largest_secret_file;
    if (!too_large) secret = Secret(std::string_view(buffer.data(), size));
    wipe(buffer.data(), buffer.size());
    if (too_large)
        return fail(Errc::local,
                    fmt::format("{} is larger than {} bytes: not a secret file", path, largest_secret_file));
    return secret;
}

Result<Secret> first_line(const std::string& path, Result<Secret> file) {
    if (!file) return file;
    auto text = file->reveal();
    text = text.substr(0, text.find_first_of("\r\n"));
    if (text.empty()) return fail(Errc::local, fmt::format("{} is empty", path));
    return Secret(text);
}

}  // namespace

Result<Secret> read_private_file(const std::string& path) {
    return read_guarded(path, Guard::mode);
}

Result<Secret> read_secret(const std::string& path) {
    return first_line(path, read_private_file(path));
}

Result<Secret> read_systemd_credential(const std::string& name) {
    const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
    if (folder == nullptr || *folder == '\0')
        return fail(Errc::local, fmt::format("credential '{}': $CREDENTIALS_DIRECTORY is not set; the unit wants "
                                             "LoadCredential={}:FILE",
                                             name, name));
    const auto path = fmt::format("{}/{}", folder, name);
    // An access list for the service's user shows as group permission of root's group: the folder is the guard.
    return first_line(path, read_guarded(path, Guard::systemd));
}

}  // namespace ipmi::inventory
