// Files that only save time: lost, damaged or unwritable they cost a cold run and a warning, never an error.
// Owner: the program that runs with this cache directory; nobody else writes there.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/error.hpp"

namespace ipmi::model {

/// $BMCSCOPE_CACHE_DIR; else $XDG_CACHE_HOME/bmcscope where that is set; else /var/cache/bmcscope where it can be
/// written; else ~/.cache/bmcscope. Empty: none of them can be.
std::string default_cache_directory();

class CacheFiles {
public:
    /// Empty: nothing is kept. The directory is made when the first file is written (mode 0700).
    explicit CacheFiles(std::string directory) : directory_(std::move(directory)) {}

    /// Empty: there is no such file, or it is damaged, too large, or not ours (another owner, a link, open to others'
    /// writing).
    [[nodiscard]] std::optional<Bytes> read(std::string_view name) const;
    /// Written beside and renamed, so that a reader sees the old file or the new one. Errors: local.
    Result<void> write(std::string_view name, ByteView content) const;
    void remove(std::string_view name) const;
    [[nodiscard]] bool enabled() const { return !directory_.empty(); }
    [[nodiscard]] const std::string& directory() const { return directory_; }

private:
    std::string directory_;
};

/// A file name from anything a BMC or an operator may say: letters, digits, '.', '-', and '_' for the rest.
std::string file_name(std::string_view text);

}  // namespace ipmi::model
