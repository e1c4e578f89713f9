#include "api/state_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/error.hpp"

namespace ipmi::api {
namespace {

std::string holder(int descriptor) {
    std::array<char, 32> text{};
    const auto size = ::pread(descriptor, text.data(), text.size(), 0);
    if (size <= 0) return "another engine";
    std::string_view id(text.data(), static_cast<std::size_t>(size));
    return fmt::format("another engine, process {},", id.substr(0, id.find_first_not_of("0123456789")));
}

}  // namespace

Result<StateLock> StateLock::take(const std::string& directory) {
    if (::mkdir(directory.c_str(), 0750) != 0 && errno != EEXIST)
        return fail(Errc::local, fmt::format("{}: {}", directory, std::strerror(errno)));
    const auto path = directory + "/engine.lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (descriptor < 0) return fail(Errc::local, fmt::format("{}: {}", path, std::strerror(errno)));
    StateLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return fail(Errc::local, fmt::format("{}: {} works there", directory, holder(descriptor)));
    const auto text = fmt::format("{}\n", ::getpid());
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, text.data(), text.size(), 0) < 0)
        return fail(Errc::local, fmt::format("{}: {}", path, std::strerror(errno)));
    return lock;
}

StateLock::~StateLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace ipmi::api
