#include "inventory/credentials_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/inventory/scratch_folder.hpp"

namespace {

using ipmi::Privilege;
using ipmi::inventory::read_credentials;

std::string problem(const std::string& path) {
    const auto read = read_credentials(path);
    return read ? "none" : read.error().context;
}
bool says(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

TEST(CredentialsFile, GivesWhatItSays) {
    const ScratchFolder folder;
    folder.file("kg", "the-key\n");
    const auto read = read_credentials(
        folder.file("c",
                    "user = \"monitor\"\npassword = \"a-word\"\nprivilege = \"operator\"\nkg_file = \"kg\"\nlookup = "
                    "\"name_and_privilege\"\n"));
    ASSERT_TRUE(read) << read.error().context;
    EXPECT_EQ(read->user, "monitor");
    EXPECT_EQ(read->password.reveal(), "a-word");
    EXPECT_EQ(read->privilege, Privilege::operator_);
    EXPECT_EQ(read->kg->reveal(), "the-key");
    EXPECT_FALSE(read->lookup_by_name_only);
}

TEST(CredentialsFile, MayNameAPasswordFileBesideIt) {
    const ScratchFolder folder;
    folder.file("word", "from-a-file\nsecond line\n");
    const auto read = read_credentials(folder.file("c", "user = \"\"\npassword_file = \"word\"\n"));
    ASSERT_TRUE(read) << read.error().context;
    EXPECT_EQ(read->password.reveal(), "from-a-file");
    EXPECT_EQ(read->privilege, Privilege::user);
}

TEST(CredentialsFile, IsRefusedWhileOthersMayReadIt) {
    const ScratchFolder folder;
    constexpr auto text = "user = \"m\"\npassword = \"w\"\n";
    EXPECT_EQ(problem(folder.file("c", text, 0600)), "none");
    EXPECT_EQ(problem(folder.file("c", text, 0640)), "none");  // the caller's own group
    EXPECT_TRUE(says(problem(folder.file("c", text, 0604)), "open to others: refused; chmod 600"));
    EXPECT_TRUE(says(problem(folder.file("c", text, 0660)), "changed by its group"));
    EXPECT_TRUE(says(problem(folder.path()), "not a regular file"));
    EXPECT_TRUE(says(problem(folder.path() + "/none"), "No such file"));
    EXPECT_TRUE(says(problem(folder.file("c", std::string(5000, 'a'))), "larger than 4096 bytes"));
}

TEST(CredentialsFile, NamesThePlaceAndNeverTheSecret) {
    const ScratchFolder folder;
    for (const auto* text :
         {"user = \"m\"\npassword = hidden-word\n", "user = \"m\"\npassword = \"hidden-word\n",
          "password \"hidden-word\"\n", "user = \"m\"\npassword = \"hidden-word\"\npassword = \"hidden-word\"\n",
          "user = \"m\"\npassword = [\"hidden-word\"]\n", "hidden-word\n",
          "user = \"m\"\npassword = \"hidden-word-of-more-than-twenty\"\n"}) {
        const auto words = problem(folder.file("c", text));
        EXPECT_NE(words, "none") << text;
        EXPECT_FALSE(says(words, "hidden")) << words;
        EXPECT_TRUE(says(words, "/c:")) << words;
    }
    EXPECT_TRUE(
        says(problem(folder.file("c", "user = \"m\"\npassword = \"w\"\nport = 623\n")), "c:3:1: unknown key 'port'"));
    EXPECT_TRUE(says(problem(folder.file("c", "user = \"m\"\n")), "the password is missing"));
}

}  // namespace
