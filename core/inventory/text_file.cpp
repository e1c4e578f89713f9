#include "inventory/text_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace ipmi::inventory {

std::expected<std::string, std::string> read_text_file(const std::string& path, std::size_t largest) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return std::unexpected(std::strerror(errno));
    struct Closer {
        int number;
        ~Closer() { ::close(number); }
    } const closer{descriptor};
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) return std::unexpected(std::strerror(errno));
    if (S_ISDIR(status.st_mode)) return std::unexpected(std::strerror(EISDIR));
    if (!S_ISREG(status.st_mode)) return std::unexpected("not a regular file");
    std::string text;
    std::array<char, 16384> buffer{};
    for (;;) {
        const auto got = ::read(descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::unexpected(std::strerror(errno));
        if (got == 0) return text;
        text.append(buffer.data(), static_cast<std::size_t>(got));
        if (text.size() > largest) return std::unexpected(fmt::format("larger than {} MiB", largest >> 20));
    }
}

}  // namespace ipmi::inventory
