// Files that only save time: lost, damaged or unwritable they cost a cold run and a warning, never an error.
// Owner: the program that runs with this cache directory; nobody else writes there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.hpp"
#include "base/error.hpp"

namespace ipmi::model {

/// $BMCSCOPE_CACHE_DIR; else $XDG_CACHE_HOME/bmcscope where that is set; else /var/cache/bmcscope where it can be
/// written; else ~/.cache/bmcscope. Empty: none of them can be.
std::string default_cache_directory();

/// Held by one process at a time while it reads a file, changes it and writes it again. Ends with its owner.
class CacheLock {
public:
    CacheLock() = default;
    explicit CacheLock(int descriptor) : descriptor_(descriptor) {}
    ~CacheLock();
    CacheLock(CacheLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    CacheLock& operator=(CacheLock&&) = delete;
    /// False: it cannot be locked.
    bool take();
    [[nodiscard]] bool held() const { return descriptor_ >= 0; }

private:
    int descriptor_ = -1;
};

class CacheFiles {
public:
    /// Whoever wants a directory and has none is told so when he writes; with `nothing` that is as he wishes.
    struct Nothing {};
    explicit CacheFiles(Nothing) {}
    /// The directory is made when the first file is written (mode 0700).
    explicit CacheFiles(std::string directory) : directory_(std::move(directory)), wanted_(true) {}

    /// Empty: there is no such file. Errors: local (it is damaged, too large, or not ours: another owner, a link, open
    /// to others' writing).
    [[nodiscard]] Result<std::optional<Bytes>> read(std::string_view name) const;
    /// Written beside and renamed, so that a reader sees the old file or the new one. Errors: local.
    Result<void> write(std::string_view name, ByteView content) const;
    void remove(std::string_view name) const;
    /// Waits for others that hold the folder (a part of the directory, made where it is missing), each for the time of
    /// a read and a write. Where it cannot be locked, what is returned is not held, and an update may be lost.
    [[nodiscard]] CacheLock lock(std::string_view folder) const;
    [[nodiscard]] bool enabled() const { return !directory_.empty(); }
    [[nodiscard]] const std::string& directory() const { return directory_; }

private:
    std::string directory_{};
    bool wanted_ = false;
};

/// A file name from anything a BMC or an operator may say: letters, digits, '.', '-', and '_' for the rest.
std::string file_name(std::string_view text);

}  // namespace ipmi::model
