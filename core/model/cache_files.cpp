#include "model/cache_files.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "base/error.hpp"
#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi::model {
namespace {

constexpr std::size_t largest_file_bytes = 8u << 20;
constexpr std::size_t magic_size_bytes = 8;

struct Descriptor {
    int fd;
    explicit Descriptor(int number) : fd(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

std::unexpected<Error> failed(std::string_view what, const std::string& path) {
    return fail(Errc::local, fmt::format("{} {}: {}", what, path, std::strerror(errno)));
}

bool trusted(const struct stat& status) { return status.st_uid == ::geteuid() || status.st_uid == 0; }

std::string in_environment(const char* name) {
    const char* value = ::secure_getenv(name);
    return value != nullptr && value[0] == '/' ? value : std::string();
}

std::string home() {
    auto folder = in_environment("HOME");
    if (!folder.empty()) return folder;
    const auto* entry = ::getpwuid(::geteuid());
    return entry != nullptr && entry->pw_dir != nullptr && entry->pw_dir[0] == '/' ? entry->pw_dir : std::string();
}

// A link put there by somebody else would make us write in a place of his choice.
Result<void> usable_directory(const std::string& directory) {
    struct stat status {};
    if (::lstat(directory.c_str(), &status) != 0) return failed("cache directory", directory);
    const bool link_of_another = S_ISLNK(status.st_mode) && !trusted(status);
    if (link_of_another || ::stat(directory.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
        return fail(Errc::local, "cache directory " + directory + " is no directory of ours");
    if ((status.st_mode & S_IWOTH) != 0 && (status.st_mode & S_ISVTX) == 0)
        return fail(Errc::local, "cache directory " + directory + " is writable by everybody");
    return {};
}

// mkdir -p with 0700 for what is new.
void make_directory(const std::string& directory) {
    for (std::size_t at = 1; at != std::string::npos && at < directory.size();) {
        at = directory.find('/', at);
        ::mkdir(directory.substr(0, at).c_str(), 0700);  // there already: fine; refused: opening the file will tell
        if (at != std::string::npos) ++at;
    }
}

bool write_all(int fd, ByteView bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

std::string cache_directory() {
    auto chosen = in_environment("BMCSCOPE_CACHE_DIR");
    if (!chosen.empty()) return chosen;
    if (::access("/var/cache/bmcscope", W_OK | X_OK) == 0) return "/var/cache/bmcscope";
    chosen = in_environment("XDG_CACHE_HOME");
    if (!chosen.empty()) return chosen + "/bmcscope";
    chosen = home();
    return chosen.empty() ? chosen : chosen + "/.cache/bmcscope";
}

std::string file_name_part(std::string_view text) {
    constexpr std::size_t longest = 80;
    std::string out;
    bool changed = text.size() > longest || text.empty() || text.front() == '.';
    for (const char c : text.substr(0, longest)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        out += plain ? c : '_';
        changed = changed || !plain;
    }
    if (!out.empty() && out.front() == '.') out.front() = '_';
    return changed ? fmt::format("{}_{:016x}", out, hash_of(as_bytes(text))) : out;
}

Result<Bytes> read_cache_file(const std::string& directory, const std::string& name) {
    if (const auto usable = usable_directory(directory); !usable) return std::unexpected(usable.error());
    const auto path = directory + "/" + name;
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (file.fd < 0) return failed("cannot open", path);
    struct stat status {};
    if (::fstat(file.fd, &status) != 0) return failed("cannot read", path);
    if (!S_ISREG(status.st_mode) || !trusted(status)) return fail(Errc::local, path + " is no file of ours");
    if (static_cast<std::uint64_t>(status.st_size) > largest_file_bytes) return fail(Errc::local, path + " is too large");
    Bytes bytes(static_cast<std::size_t>(status.st_size));
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const auto got = ::read(file.fd, bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed("cannot read", path);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

Result<void> write_cache_file(const std::string& directory, const std::string& name, ByteView bytes) {
    if (directory.empty()) return fail(Errc::local, "no cache directory: HOME is not set");
    make_directory(directory);
    if (auto usable = usable_directory(directory); !usable) return usable;
    const auto path = directory + "/" + name;
    auto temporary = path + ".XXXXXX";
    {
        const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));  // 0600, exclusive
        if (file.fd < 0) return failed("cannot write", path);
        if (!write_all(file.fd, bytes)) {
            auto error = failed("cannot write", path);
            ::unlink(temporary.c_str());
            return error;
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        auto error = failed("cannot write", path);
        ::unlink(temporary.c_str());
        return error;
    }
    return {};
}

std::uint64_t hash_of(ByteView bytes) {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const auto byte : bytes) hash = (hash ^ byte) * 0x100000001b3u;
    return hash;
}

Bytes sealed(std::string_view magic, std::uint16_t version, ByteView body) {
    Bytes file;
    file.reserve(magic_size_bytes + 14 + body.size());
    wire::Writer out(file);
    for (std::size_t i = 0; i < magic_size_bytes; ++i) out.u8(i < magic.size() ? static_cast<std::uint8_t>(magic[i]) : 0);
    out.u16(version);
    out.u32(static_cast<std::uint32_t>(body.size()));
    out.u64(hash_of(body));
    out.bytes(body);
    return file;
}

Result<ByteView> unsealed(std::string_view magic, std::uint16_t version, ByteView file) {
    wire::Reader in(file);
    for (std::size_t i = 0; i < magic_size_bytes; ++i)
        if (in.u8() != (i < magic.size() ? static_cast<std::uint8_t>(magic[i]) : 0)) return malformed("cache file of another kind");
    if (in.u16() != version) return malformed("cache file of another format version");
    const auto size = in.u32();
    const auto hash = in.u64();
    const auto body = in.bytes(size);
    if (in.failed() || in.remaining() != 0) return malformed("cache file is cut or padded");
    if (hash_of(body) != hash) return malformed("cache file is damaged");
    return body;
}

}  // namespace ipmi::model
