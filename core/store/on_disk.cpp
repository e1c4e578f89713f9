#include "store/on_disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.hpp"

namespace ipmi::store {
namespace {

Result<void> sync(const std::string& path, int kind) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | kind);
    int why = file < 0 ? errno : 0;
    if (file >= 0 && ::fsync(file) != 0) why = errno;
    if (file >= 0) ::close(file);
    // EINVAL: a file system that keeps names safe by itself, or cannot; there is nothing to wait for.
    if (why == 0 || why == EINVAL) return {};
    return fail(Errc::local, fmt::format("{}: cannot be brought to the disk: {}", path, std::strerror(why)));
}

}  // namespace

Result<void> sync_file(const std::string& path) {
    return sync(path, O_NOFOLLOW);
}

Result<void> sync_folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path().string();
    return sync(folder.empty() ? "." : folder, O_DIRECTORY);
}

}  // namespace ipmi::store
