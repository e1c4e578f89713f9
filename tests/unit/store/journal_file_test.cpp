#include "store/journal_file.hpp"

#include <errno.h>
#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "store/on_disk.hpp"
#include "unit/inventory/scratch_folder.hpp"

namespace {

struct Synced {
    std::vector<std::string> paths{};  ///< what fsync() was called for, with the names in it if it is a folder
    bool folders_fail = false;
} synced;

std::string names_in(const std::filesystem::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        auto name = entry.path().filename().string();
        names.insert(name.substr(0, name.find("damaged-")));
    }
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : " ") + name;
    return text;
}

}  // namespace

/// In the place of the C library's, for this program.
extern "C" int fsync(int file) {
    const auto path = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(file));
    const bool folder = std::filesystem::is_directory(path);
    if (folder && synced.folders_fail) {
        errno = EIO;
        return -1;
    }
    synced.paths.push_back(folder ? names_in(path) : path.filename().string());
    return static_cast<int>(::syscall(SYS_fsync, file));
}

namespace ipmi::store {
namespace {

class JournalFile : public testing::Test {
protected:
    JournalFile() { synced = {}; }
    Result<void> make() {
        return make_beside(path_, [](Journal& journal) { return journal.skip_numbers(7, 0); });
    }
    ScratchFolder folder_;
    std::string path_ = folder_.path() + "/journal.sqlite";
};

TEST_F(JournalFile, IsNewOnTheDiskBeforeTheOldOneIsMoved) {
    folder_.file("journal.sqlite", "damaged");
    folder_.file("journal.sqlite-wal", "damaged");
    ASSERT_TRUE(make());
    ASSERT_FALSE(synced.paths.empty());
    EXPECT_EQ(synced.paths.back(), "journal.sqlite journal.sqlite-wal journal.sqlite.new");
    synced = {};
    const auto aside = take_made(path_);
    ASSERT_TRUE(aside) << aside.error().context;
    // Each name by itself and in this order, so that a power cut leaves what a kill would.
    EXPECT_EQ(synced.paths,
              (std::vector<std::string>{"journal.sqlite-wal journal.sqlite. journal.sqlite.new",
                                        "journal.sqlite. journal.sqlite.new", "journal.sqlite journal.sqlite."}));
    EXPECT_EQ(Journal::open(path_)->last_sequence(), 7u);
}

TEST_F(JournalFile, SaysThatAFolderCannotBeBroughtToTheDisk) {
    ASSERT_TRUE(make());
    synced.folders_fail = true;
    const auto taken = take_made(path_);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().context, folder_.path() + ": cannot be brought to the disk: Input/output error");
    EXPECT_FALSE(sync_file(path_ + ".nowhere"));
    EXPECT_FALSE(sync_folder_of(folder_.path() + "/nowhere/file"));
}

TEST_F(JournalFile, IsBackedUpOnTheDiskBeforeItsTablesAreChanged) {
    {
        ASSERT_TRUE(Journal::open(path_));
        auto database = Database::open(path_, Database::Mode::write);
        ASSERT_TRUE(database && database->run("DROP TABLE audit; PRAGMA user_version = 2"));
    }
    synced = {};
    const auto journal = Journal::open(path_);
    ASSERT_TRUE(journal) << journal.error().context;
    const auto backed_up = std::find(synced.paths.begin(), synced.paths.end(), "journal.sqlite-before-3");
    ASSERT_NE(backed_up, synced.paths.end());
    ASSERT_NE(backed_up + 1, synced.paths.end());
    EXPECT_NE((backed_up + 1)->find("journal.sqlite-before-3"), std::string::npos) << *(backed_up + 1);
}

}  // namespace
}  // namespace ipmi::store
