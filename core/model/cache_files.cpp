#include "model/cache_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "wire/writer.hpp"

namespace ipmi::model {
namespace {

constexpr std::size_t largest_file = 16u * 1024 * 1024;
constexpr std::array<std::uint8_t, 4> magic{'b', 'm', 'c', '1'};
constexpr std::size_t envelope = 8;  // magic and check sum

/// FNV-1a: finds damage, not malice; the directory's mode keeps others out.
std::uint32_t digest(ByteView bytes) {
    std::uint32_t hash = 2166136261u;
    for (const auto byte : bytes) hash = (hash ^ byte) * 16777619u;
    return hash;
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

std::unexpected<Error> system_error(std::string_view what, const std::string& path) {
    return fail(Errc::local, fmt::format("{} {}: {}", what, path, std::strerror(errno)));
}

Result<void> make_directory(const std::string& path) {
    if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return {};
    if (errno == ENOENT) {
        const auto parent = path.substr(0, path.find_last_of('/'));
        if (!parent.empty() && parent != path) {
            if (const auto made = make_directory(parent); !made) return made;
            if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return {};
        }
    }
    return system_error("cannot make", path);
}

/// Whose cache it is. Root, who looks in or acknowledges something, must not take the files away from the checks' user.
uid_t owner_of(const std::string& directory) {
    struct stat status {};
    return ::stat(directory.c_str(), &status) == 0 ? status.st_uid : ::geteuid();
}

bool write_all(int descriptor, ByteView bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

CacheLock::~CacheLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool CacheLock::take() {
    if (descriptor_ < 0) return false;
    while (::flock(descriptor_, LOCK_EX) != 0)
        if (errno != EINTR) return false;
    return true;
}

std::string default_cache_directory() {
    if (const char* chosen = std::getenv("BMCSCOPE_CACHE_DIR")) return chosen;
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/')
        return std::string(cache) + "/bmcscope";
    const std::string system = "/var/cache/bmcscope";
    if (::access(system.c_str(), W_OK) == 0 || (::geteuid() == 0 && ::access("/var/cache", W_OK) == 0)) return system;
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
        return std::string(home) + "/.cache/bmcscope";
    return {};
}

Result<std::optional<Bytes>> CacheFiles::read(std::string_view name) const {
    if (!enabled()) return std::optional<Bytes>{};
    const auto path = fmt::format("{}/{}", directory_, name);
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status {};
    if (file.get() < 0 && errno != ELOOP) return std::optional<Bytes>{};
    const auto no_good = [&name](const char* why) {
        return fail(Errc::local, fmt::format("{} {}; it is made anew", name, why));
    };
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return no_good("is no file of ours");
    const auto owner = owner_of(directory_);
    const bool ours =
        status.st_uid == ::geteuid() || status.st_uid == 0 || (::geteuid() == 0 && status.st_uid == owner);
    if (!ours || (status.st_mode & 0022) != 0) return no_good("can be written by others");
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size < envelope || size > largest_file) return no_good("is damaged");
    Bytes bytes(size);
    std::size_t have = 0;
    while (have < size) {
        const auto got = ::read(file.get(), bytes.data() + have, size - have);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return no_good("is damaged");
        have += static_cast<std::size_t>(got);
    }
    if (!std::equal(magic.begin(), magic.end(), bytes.begin())) return no_good("is damaged");
    const auto expected = digest(ByteView(bytes).subspan(envelope));
    std::uint32_t stored = 0;
    for (std::size_t i = 0; i < 4; ++i) stored |= static_cast<std::uint32_t>(bytes[4 + i]) << (8 * i);
    if (stored != expected) return no_good("is damaged");
    bytes.erase(bytes.begin(), bytes.begin() + envelope);
    return std::optional<Bytes>(std::move(bytes));
}

Result<void> CacheFiles::write(std::string_view name, ByteView content) const {
    if (wanted_ && !enabled()) return fail(Errc::local, "there is no directory to keep it in; set BMCSCOPE_CACHE_DIR");
    if (!enabled()) return {};
    const auto path = fmt::format("{}/{}", directory_, name);
    const auto folder = path.substr(0, path.find_last_of('/'));
    Bytes bytes(magic.begin(), magic.end());
    wire::Writer out(bytes);
    out.u32(digest(content));
    out.bytes(content);
    std::string beside = path + ".XXXXXX";
    Descriptor file(::mkostemp(beside.data(), O_CLOEXEC));
    if (file.get() < 0) {
        if (errno != ENOENT) return system_error("cannot write in", folder);
        if (const auto made = make_directory(folder); !made) return made;
        beside = path + ".XXXXXX";
        const Descriptor second(::mkostemp(beside.data(), O_CLOEXEC));
        if (second.get() < 0) return system_error("cannot write in", folder);
        if (!write_all(second.get(), bytes)) {
            const auto error = system_error("cannot write", beside);
            ::unlink(beside.c_str());
            return error;
        }
    } else if (!write_all(file.get(), bytes)) {
        const auto error = system_error("cannot write", beside);
        ::unlink(beside.c_str());
        return error;
    }
    if (const auto owner = owner_of(directory_); ::geteuid() == 0 && owner != 0)
        if (::lchown(beside.c_str(), owner, static_cast<gid_t>(-1)) != 0 ||
            ::lchown(folder.c_str(), owner, static_cast<gid_t>(-1)) != 0) {
            const auto error = system_error("cannot give to its owner", beside);
            ::unlink(beside.c_str());
            return error;
        }
    if (::rename(beside.c_str(), path.c_str()) != 0) {
        const auto error = system_error("cannot rename to", path);
        ::unlink(beside.c_str());
        return error;
    }
    return {};
}

void CacheFiles::remove(std::string_view name) const {
    if (enabled()) ::unlink(fmt::format("{}/{}", directory_, name).c_str());
}

CacheLock CacheFiles::lock(std::string_view folder) const {
    if (!enabled()) return {};
    const auto path = fmt::format("{}/{}", directory_, folder);
    if (!make_directory(path)) return {};
    // The folder itself: a file to lock would be one more that somebody deletes while it is held.
    CacheLock lock(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NOFOLLOW));
    if (!lock.take()) return {};
    return lock;
}

std::string file_name(std::string_view text) {
    std::string name;
    for (const char character : text.substr(0, 120)) {
        const bool plain = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
                           (character >= '0' && character <= '9') || character == '-' || character == '.';
        name += plain ? character : '_';
    }
    if (name.empty() || name.front() == '.') name.insert(name.begin(), '_');
    return name;
}

}  // namespace ipmi::model
