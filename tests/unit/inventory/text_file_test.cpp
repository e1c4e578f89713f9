#include "inventory/text_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "unit/inventory/scratch_folder.hpp"

namespace ipmi::inventory {
namespace {

TEST(TextFile, IsReadWhole) {
    const ScratchFolder folder;
    EXPECT_EQ(read_text_file(folder.file("a", "")), "");
    const std::string long_text(100'000, 'x');
    EXPECT_EQ(read_text_file(folder.file("b", long_text)), long_text);
}

TEST(TextFile, ThatMayNeverEndIsRefused) {
    const ScratchFolder folder;
    const auto pipe = folder.path() + "/pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(read_text_file(pipe).error(), "not a regular file");
    EXPECT_EQ(read_text_file("/dev/zero").error(), "not a regular file");
    EXPECT_EQ(read_text_file(folder.path()).error(), "Is a directory");
    EXPECT_EQ(read_text_file(folder.path() + "/none").error(), "No such file or directory");
    EXPECT_EQ(read_text_file(folder.file("c", std::string((1u << 20) + 1, 'x'))).error(), "larger than 1 MiB");
}

}  // namespace
}  // namespace ipmi::inventory
