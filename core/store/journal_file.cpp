#include "store/journal_file.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <filesystem>

#include "base/error.hpp"
#include "store/on_disk.hpp"

namespace ipmi::store {
namespace {

namespace fs = std::filesystem;

constexpr std::array beside{"-wal", "-shm"};  ///< what SQLite keeps with a journal
constexpr std::string_view aside = ".damaged-";
constexpr std::string_view being_made = ".making";
constexpr std::string_view made = ".new";  ///< has this name only when all of it is on the disk

/// On the disk before anything else is moved: a power cut may leave of several renames any, in any order.
Result<void> move(const std::string& from, const std::string& to) {
    std::error_code error;
    fs::rename(from, to, error);
    if (error) return fail(Errc::local, fmt::format("{}: {}", from, error.message()));
    return sync_folder_of(to);
}

std::string name_aside(const std::string& path) {
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    auto name = fmt::format("{}{}{:%Y%m%dT%H%M%S}", path, aside, fmt::gmtime(now));
    while (is_there(name)) name += '+';
    return name;
}

}  // namespace

bool is_there(const std::string& path) {
    std::error_code error;
    return fs::exists(fs::symlink_status(path, error));
}

bool is_made_beside(const std::string& path) {
    return is_there(fmt::format("{}{}", path, made));
}

void drop_made(const std::string& path) {
    std::error_code ignored;
    fs::remove(fmt::format("{}{}", path, made), ignored);
}

bool was_put_aside(const std::string& path) {
    const fs::path journal(path);
    const auto begin = fmt::format("{}{}", journal.filename().string(), aside);
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(journal.parent_path(), error))
        if (entry.path().filename().string().starts_with(begin)) return true;
    return false;
}

Result<void> make_beside(const std::string& path, const std::function<Result<void>(Journal&)>& fill) {
    const auto making = fmt::format("{}{}", path, being_made);
    for (const auto* end : {"", beside[0], beside[1]}) {
        std::error_code error;
        fs::remove(making + end, error);
        if (error) return fail(Errc::local, fmt::format("{}{}: {}", making, end, error.message()));
    }
    {
        auto journal = Journal::open(making);
        if (!journal) return std::unexpected(journal.error());
        if (auto filled = fill(*journal); !filled) return std::unexpected(within(making, filled.error()));
    }
    // SQLite says nothing when it cannot bring all into the one file at its end; then the other one stays.
    if (is_there(making + beside[0]))
        return fail(Errc::local, fmt::format("{}: cannot be written to its end; is the disk full?", making));
    return move(making, fmt::format("{}{}", path, made));
}

Result<std::string> take_made(const std::string& path) {
    if (!is_made_beside(path)) return fail(Errc::local, fmt::format("{}{}: is not there", path, made));
    const bool there = is_there(path);
    const auto name = name_aside(path);
    // The file first: without what lies beside it, it might pass as a sound one that is older than what was told.
    if (there)
        if (auto moved = move(path, name); !moved) return std::unexpected(moved.error());
    // Also where an earlier try ended here: SQLite would read the old one's into the new one.
    for (const auto* end : beside)
        if (is_there(path + end))
            if (auto moved = move(path + end, name + end); !moved) return std::unexpected(moved.error());
    if (auto moved = move(fmt::format("{}{}", path, made), path); !moved) return std::unexpected(moved.error());
    return there ? name : std::string();
}

}  // namespace ipmi::store
